/** What a volunteer hears and feels. Colour and words are the page's. */
export type Mood = 'good' | 'again' | 'warn' | 'bad';

/** Frequencies in hertz and lengths in seconds, one after the other. Told apart by rhythm, not by pitch alone. */
const TONES: Record<Mood, { hz: number; s: number }[]> = {
	good: [{ hz: 1320, s: 0.11 }],
	again: [{ hz: 660, s: 0.05 }],
	warn: [
		{ hz: 880, s: 0.09 },
		{ hz: 0, s: 0.05 },
		{ hz: 880, s: 0.09 }
	],
	bad: [{ hz: 196, s: 0.4 }]
};

const VIBRATION: Record<Mood, number[]> = {
	good: [60],
	again: [20],
	warn: [60, 60, 60],
	bad: [300]
};

export class Feedback {
	#audio: AudioContext | null = null;
	sound = true;

	/** Browsers give sound only after a touch: call from the first one. */
	unlock(): void {
		if (typeof AudioContext === 'undefined') return;
		this.#audio ??= new AudioContext();
		if (this.#audio.state === 'suspended') void this.#audio.resume();
	}

	give(mood: Mood): void {
		if ('vibrate' in navigator) navigator.vibrate(VIBRATION[mood]);
		const audio = this.#audio;
		if (!this.sound || !audio || audio.state !== 'running') return;
		let at = audio.currentTime;
		for (const { hz, s } of TONES[mood]) {
			if (hz > 0) this.#tone(audio, hz, at, s);
			at += s;
		}
	}

	/** Reads a number out, digit groups as the language says them. */
	say(text: string, locale: string): void {
		if (typeof speechSynthesis === 'undefined') return;
		speechSynthesis.cancel();
		const utterance = new SpeechSynthesisUtterance(text);
		utterance.lang = locale;
		speechSynthesis.speak(utterance);
	}

	close(): void {
		void this.#audio?.close();
		this.#audio = null;
	}

	/** Short ramps, or a loudspeaker clicks. */
	#tone(audio: AudioContext, hz: number, at: number, s: number): void {
		const oscillator = new OscillatorNode(audio, { type: 'square', frequency: hz });
		const gain = new GainNode(audio, { gain: 0 });
		gain.gain.setValueAtTime(0, at);
		gain.gain.linearRampToValueAtTime(0.25, at + 0.005);
		gain.gain.setValueAtTime(0.25, at + s - 0.01);
		gain.gain.linearRampToValueAtTime(0, at + s);
		oscillator.connect(gain).connect(audio.destination);
		oscillator.start(at);
		oscillator.stop(at + s);
	}
}
