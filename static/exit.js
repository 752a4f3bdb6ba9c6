// "Exit this page": blanks the page at once, then replaces it, so that Back does not return to it.
// Shift three times within five seconds does the same; never Esc, which stops a page from loading.
(() => {
	const links = document.querySelectorAll('[data-exit]');
	const button = document.querySelector('[data-exit-keys]');
	const status = document.querySelector('[data-exit-status]');
	if (!button) return;

	const leave = () => {
		document.title = '…';
		document.documentElement.style.background = '#fff';
		document.body.hidden = true;
		document.body.textContent = '';
		location.replace(button.href);
	};
	for (const link of links)
		link.addEventListener('click', (event) => {
			event.preventDefault();
			leave();
		});

	let pressed = 0;
	let timer;
	const say = (text) => {
		if (status) status.textContent = text;
	};
	const reset = () => {
		pressed = 0;
		clearTimeout(timer);
	};
	// Shift held for a capital letter is followed by another key, which starts the count again.
	addEventListener('keydown', (event) => {
		if (event.key !== 'Shift') return reset();
		if (event.repeat) return;
		if (pressed === 0)
			timer = setTimeout(() => {
				reset();
				say(button.dataset.timedOut);
			}, 5000);
		pressed += 1;
		if (pressed === 1) say(button.dataset.moreTwo);
		if (pressed === 2) say(button.dataset.moreOne);
		if (pressed >= 3) leave();
	});
	// A browser that keeps the page in memory must not show it again.
	addEventListener('pageshow', (event) => {
		if (event.persisted) leave();
	});
})();
