/** The demo's campaign content in English: the facts of the run of 10 June 2018 as its one source tells them. */
import type { Campaign, Source } from '#lib/schemas/event/campaign.ts';

const source: Source = {
	title: 'Anti-Trafficking Campaigners bring Traffic to a Standstill in Moldovan Capital',
	publisher: 'IOM',
	date: '2018-06'
};
const quarter = {
	kind: 'identified',
	place: 'Moldova',
	period: 'first three months of 2018',
	source
} as const;

const shared = {
	place: 'Chișinău, Moldova',
	tagline: 'Bring trafficking to a standstill',
	message: [
		'On Sunday 10 June 2018 the traffic of a capital stood still for people on foot. IOM Moldova, the Ministry of Interior Affairs and the United States Embassy held a 5 km run in Chișinău to raise awareness of trafficking in persons.',
		'Trafficking is not only something that happens far away. Most of the victims who were identified and assisted in Moldova in 2017 had been exploited within the country.',
		'Help exists, and it is free: at the run, IOM and Moldovan NGOs told people about services for victims and potential victims.'
	],
	asOf: '2018',
	figures: [
		{ ...quarter, value: 44, unit: 'registered cases', population: 'of trafficking in persons' },
		{ ...quarter, value: 108, unit: 'victims', population: 'in the registered cases' },
		{ ...quarter, value: 22, unit: 'children', population: 'among the 108 victims' },
		{
			kind: 'identified',
			value: 87,
			unit: 'per cent',
			population: 'of the identified and assisted victims',
			claim: 'were exploited within the country, in jobs such as farming and manual labour',
			place: 'Moldova',
			period: '2017',
			source
		}
	],
	statements: [
		{
			kind: 'official',
			speaker: 'Antonio Polosa',
			role: 'Chief of Mission, IOM Moldova',
			occasion: 'as he crossed the finishing line, Chișinău, 10 June 2018',
			reported:
				'He spoke of continued support for the Government’s fight against trafficking, and of the importance of the successful reintegration of victims.',
			source
		}
	],
	partners: [
		{ name: 'IOM Moldova', role: 'organiser' },
		{ name: 'Ministry of Interior Affairs', role: 'organiser' },
		{ name: 'United States Embassy', role: 'organiser' }
	],
	stands: [
		{
			host: 'Ministry of Interior Affairs',
			what: 'Showed the technical equipment that helps to identify traffickers at the border.'
		},
		{
			host: 'IOM and Moldovan NGOs',
			what: 'Told people about free services for victims and potential victims.'
		}
	],
	services: [
		{
			name: 'Helpline for victims and potential victims',
			phone: { local: '022 000 000', fromAbroad: '+373 22 000 000' },
			hours: 'Every day, at any hour',
			languages: ['Romanian', 'Russian', 'English'],
			cost: 'Free',
			forWhom: 'Anyone who was trafficked, fears to be, or worries about somebody',
			confidentiality: 'You need not give your name',
			source: 'Example entry of this demonstration',
			checked: null,
			example: true
		},
		{
			name: 'Legal advice and shelter',
			phone: { local: '022 000 001', fromAbroad: '+373 22 000 001' },
			hours: 'Monday to Friday, 9:00–17:00',
			languages: ['Romanian', 'Russian'],
			cost: 'Free',
			forWhom: 'Victims of trafficking in persons and their families',
			confidentiality: 'What you say is passed on only if you agree',
			source: 'Example entry of this demonstration',
			checked: null,
			example: true
		}
	],
	gallery: [
		{
			scene: 'standstill',
			alt: 'Drawing: a trolleybus and cars wait at a red light while runners cross the boulevard in front of them.',
			caption: 'The light is red for the traffic.'
		},
		{
			scene: 'boulevard',
			alt: 'Drawing: runners seen from behind on an empty boulevard between two rows of lime trees.',
			caption: 'Four lanes, all of them for people.'
		},
		{
			scene: 'stands',
			alt: 'Drawing: people talk at two stands with awnings beside the course.',
			caption: 'At the stands there is time to ask.'
		},
		{
			scene: 'finish',
			alt: 'Drawing: a runner with raised arms breaks the finish tape.',
			caption: 'The tape is there to be broken.'
		}
	],
	pressContact: {
		organisation: 'IOM Moldova',
		note: 'The organisation that reported on the run of 2018. This demonstration has no press office of its own.'
	}
} satisfies Partial<Campaign>;

const notice = {
	title: 'This is a demonstration',
	text: 'It shows what the page of an awareness run can hold. The organisations named here held the run of 2018; they do not run this site or its practice edition.'
};

const run2018: Campaign = {
	...shared,
	name: '5 km against trafficking in persons',
	price: null,
	fee: null,
	summary:
		'The awareness-raising run of 10 June 2018 in Chișinău against trafficking in persons: what was said, the figures and where to get help.',
	howToRegister: 'The run was held on 10 June 2018. You can register for the practice edition instead.',
	notice,
	actions: [
		{
			title: 'Say that it happens here',
			text: 'Tell one person that 87 per cent of the victims identified and assisted in Moldova in 2017 were exploited within the country.'
		},
		{
			title: 'Pass on where help is',
			text: 'Services for victims and potential victims are free. Give the address of the help page to someone who may need it later.'
		},
		{
			title: 'Run the next one',
			text: 'The practice edition is open: register, run or walk, bring somebody along.'
		}
	],
	programme: [
		{ time: null, title: '5 km run' },
		{ time: null, title: 'Stands', text: 'Equipment of the border, free services for victims.' }
	],
	course: {
		summary: 'Five kilometres in Chișinău. Our source does not describe the course.',
		marks: [],
		example: false
	},
	faq: [
		{
			question: 'Where are the results of 2018?',
			answer: 'Our source names no times or places, and none are invented here.'
		},
		{
			question: 'Are the figures still true?',
			answer:
				'They are true for the place and period that stand beside each of them. Newer ones are for the authorities and IOM to give.'
		}
	]
};

const practice: Campaign = {
	...shared,
	name: '5 km against trafficking: practice edition',
	price: 'Free',
	fee: { amount: 0, currency: 'MDL' },
	summary:
		'A practice edition of the 5 km run against trafficking in persons: register, run or walk, and see what an awareness run looks like.',
	howToRegister:
		'Fill in the form with a name and an e-mail address. Your bib comes at once, by mail and on the page.',
	notice,
	actions: run2018.actions.slice(0, 2).concat({
		title: 'Bring somebody along',
		text: 'Five kilometres can be walked in an hour. The message is the same at every speed.'
	}),
	programme: [
		{ time: '09:00', title: 'Bibs and stands', text: 'Pick up pins, ask at the stands.' },
		{ time: '09:45', title: 'Briefing', text: 'At the start line: the course, and how the bibs are read.' },
		{ time: '10:00', title: 'Start', text: 'Everybody together, runners in front, walkers behind.' },
		{ time: '11:30', title: 'Results', text: 'Provisional places on the live page, thanks at the line.' }
	],
	course: {
		summary:
			'An example course, out and back: along a boulevard for 2.5 km, a turn, and back to the same line.',
		marks: [
			{ atM: 0, label: 'Start' },
			{ atM: 2500, label: 'Turn' },
			{ atM: 5000, label: 'Finish' }
		],
		example: true
	},
	faq: [
		{
			question: 'Do I have to run?',
			answer: 'No. Run, walk, or do both. The finish stays open until the last person is in.'
		},
		{
			question: 'Will my name be published?',
			answer:
				'Only if you choose so. Without a choice the results show your bib number alone. You can show your name, show another name, or not be listed, and change that at any time.'
		},
		{
			question: 'What is the code on the bib for?',
			answer:
				'Volunteers read it with their phones at the finish; that is how your time is taken. The code is random, and it shows nobody a name that you did not make public.'
		},
		{
			question: 'Can children take part?',
			answer:
				'Yes. Under 18, a parent or guardian has to agree, and the name is not shown unless they say so.'
		},
		{
			question: 'Are the figures on this page new?',
			answer: 'No. They are those of the run of 2018, each with its place, period and source.'
		}
	]
};

export const english = { run2018, practice };
