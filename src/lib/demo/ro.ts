/** Conținutul demonstrativ în română: faptele cursei din 10 iunie 2018, așa cum le relatează singura sursă. */
import type { Campaign, Source } from '#lib/schemas/event/campaign.ts';

const source: Source = {
	title: 'Anti-Trafficking Campaigners bring Traffic to a Standstill in Moldovan Capital',
	publisher: 'OIM',
	date: '2018-06'
};
const quarter = {
	kind: 'identified',
	place: 'Republica Moldova',
	period: 'primele trei luni ale anului 2018',
	source
} as const;

const shared = {
	place: 'Chișinău, Republica Moldova',
	tagline: 'Oprim traficul de persoane',
	message: [
		'Duminică, 10 iunie 2018, traficul unei capitale s-a oprit pentru oameni care mergeau pe jos. OIM Moldova, Ministerul Afacerilor Interne și Ambasada Statelor Unite au organizat la Chișinău o cursă de 5 km pentru a atrage atenția asupra traficului de persoane.',
		'Traficul de persoane nu se întâmplă doar departe. Cele mai multe dintre victimele identificate și asistate în Republica Moldova în 2017 fuseseră exploatate în interiorul țării.',
		'Ajutorul există și este gratuit: la cursă, OIM și ONG-uri din Moldova au vorbit oamenilor despre serviciile pentru victime și potențiale victime.'
	],
	asOf: '2018',
	figures: [
		{ ...quarter, value: 44, unit: 'de cazuri înregistrate', population: 'de trafic de persoane' },
		{ ...quarter, value: 108, unit: 'victime', population: 'în cazurile înregistrate' },
		{ ...quarter, value: 22, unit: 'de copii', population: 'printre cele 108 victime' },
		{
			kind: 'identified',
			value: 87,
			unit: 'la sută',
			population: 'dintre victimele identificate și asistate',
			claim: 'au fost exploatate în interiorul țării, la munci precum cele agricole și fizice',
			place: 'Republica Moldova',
			period: '2017',
			source
		}
	],
	statements: [
		{
			kind: 'official',
			speaker: 'Antonio Polosa',
			role: 'șeful misiunii OIM în Moldova',
			occasion: 'la trecerea liniei de sosire, Chișinău, 10 iunie 2018',
			reported:
				'A vorbit despre sprijinul continuu pentru lupta Guvernului împotriva traficului de persoane și despre importanța unei reintegrări reușite a victimelor.',
			source
		}
	],
	partners: [
		{ name: 'OIM Moldova', role: 'organiser' },
		{ name: 'Ministerul Afacerilor Interne', role: 'organiser' },
		{ name: 'Ambasada Statelor Unite', role: 'organiser' }
	],
	stands: [
		{
			host: 'Ministerul Afacerilor Interne',
			what: 'A prezentat echipamentul tehnic care ajută la identificarea traficanților la frontieră.'
		},
		{
			host: 'OIM și ONG-uri din Moldova',
			what: 'Au vorbit oamenilor despre serviciile gratuite pentru victime și potențiale victime.'
		}
	],
	services: [
		{
			name: 'Linie de asistență pentru victime și potențiale victime',
			phone: { local: '022 000 000', fromAbroad: '+373 22 000 000' },
			hours: 'Zilnic, la orice oră',
			languages: ['română', 'rusă', 'engleză'],
			cost: 'Gratuit',
			forWhom: 'Oricine a fost traficat, se teme de asta sau își face griji pentru cineva',
			confidentiality: 'Nu trebuie să vă spuneți numele',
			source: 'Exemplu din această demonstrație',
			checked: null,
			example: true
		},
		{
			name: 'Consiliere juridică și adăpost',
			phone: { local: '022 000 001', fromAbroad: '+373 22 000 001' },
			hours: 'Luni–vineri, 9:00–17:00',
			languages: ['română', 'rusă'],
			cost: 'Gratuit',
			forWhom: 'Victimele traficului de persoane și familiile lor',
			confidentiality: 'Ce spuneți este transmis mai departe doar cu acordul dumneavoastră',
			source: 'Exemplu din această demonstrație',
			checked: null,
			example: true
		}
	],
	gallery: [
		{
			scene: 'standstill',
			alt: 'Desen: un troleibuz și mașini așteaptă la semaforul roșu, iar alergătorii traversează bulevardul prin fața lor.',
			caption: 'Pentru trafic, semaforul e roșu.'
		},
		{
			scene: 'boulevard',
			alt: 'Desen: alergători văzuți din spate pe un bulevard gol, între două șiruri de tei.',
			caption: 'Patru benzi, toate pentru oameni.'
		},
		{
			scene: 'stands',
			alt: 'Desen: oameni stau de vorbă la două standuri cu copertină, lângă traseu.',
			caption: 'La standuri e timp pentru întrebări.'
		},
		{
			scene: 'finish',
			alt: 'Desen: o alergătoare cu brațele ridicate rupe banda de sosire.',
			caption: 'Banda de sosire așteaptă să fie ruptă.'
		}
	],
	pressContact: {
		organisation: 'OIM Moldova',
		note: 'Organizația care a relatat despre cursa din 2018. Demonstrația nu are un birou de presă propriu.'
	}
} satisfies Partial<Campaign>;

const notice = {
	title: 'Aceasta este o demonstrație',
	text: 'Arată ce poate cuprinde pagina unei curse de informare. Organizațiile numite aici au organizat cursa din 2018; ele nu administrează acest site și nici ediția de exersare.'
};

const run2018: Campaign = {
	...shared,
	name: '5 km împotriva traficului de persoane',
	price: null,
	fee: null,
	summary:
		'Cursa de informare din 10 iunie 2018 de la Chișinău împotriva traficului de persoane: ce s-a spus, cifrele și unde găsiți ajutor.',
	howToRegister: 'Cursa a avut loc la 10 iunie 2018. Vă puteți înscrie la ediția de exersare.',
	notice,
	actions: [
		{
			title: 'Spuneți că se întâmplă și aici',
			text: 'Spuneți unui om că 87 la sută dintre victimele identificate și asistate în Republica Moldova în 2017 au fost exploatate în interiorul țării.'
		},
		{
			title: 'Spuneți mai departe unde e ajutorul',
			text: 'Serviciile pentru victime și potențiale victime sunt gratuite. Dați adresa paginii de ajutor cuiva care ar putea avea nevoie de ea.'
		},
		{
			title: 'Alergați data viitoare',
			text: 'Ediția de exersare este deschisă: înscrieți-vă, alergați sau mergeți, aduceți pe cineva.'
		}
	],
	programme: [
		{ time: null, title: 'Cursa de 5 km' },
		{ time: null, title: 'Standuri', text: 'Echipament de frontieră, servicii gratuite pentru victime.' }
	],
	course: {
		summary: 'Cinci kilometri în Chișinău. Sursa noastră nu descrie traseul.',
		marks: [],
		example: false
	},
	faq: [
		{
			question: 'Unde sunt rezultatele din 2018?',
			answer: 'Sursa noastră nu dă timpi sau locuri, iar aici nu este inventat niciunul.'
		},
		{
			question: 'Mai sunt valabile cifrele?',
			answer:
				'Sunt valabile pentru locul și perioada scrise lângă fiecare. Cifre mai noi pot da autoritățile și OIM.'
		}
	]
};

const practice: Campaign = {
	...shared,
	name: '5 km împotriva traficului: ediție de exersare',
	price: 'Gratuit',
	fee: { amount: 0, currency: 'MDL' },
	summary:
		'Ediție de exersare a cursei de 5 km împotriva traficului de persoane: înscrieți-vă, alergați sau mergeți și vedeți cum arată o cursă de informare.',
	howToRegister:
		'Completați formularul cu un nume și o adresă de e-mail. Numărul de concurs vine imediat, prin e-mail și pe pagină.',
	notice,
	actions: run2018.actions.slice(0, 2).concat({
		title: 'Aduceți pe cineva',
		text: 'Cinci kilometri se pot parcurge la pas într-o oră. Mesajul e același la orice viteză.'
	}),
	programme: [
		{ time: '09:00', title: 'Numere și standuri', text: 'Luați acele de siguranță, întrebați la standuri.' },
		{ time: '09:45', title: 'Instructaj', text: 'La linia de start: traseul și cum se citesc numerele.' },
		{
			time: '10:00',
			title: 'Start',
			text: 'Toți împreună: alergătorii în față, cei care merg la pas în spate.'
		},
		{ time: '11:30', title: 'Rezultate', text: 'Locuri provizorii pe pagina în direct, mulțumiri la linie.' }
	],
	course: {
		summary: 'Traseu de exemplu, dus-întors: 2,5 km pe un bulevard, întoarcere și înapoi la aceeași linie.',
		marks: [
			{ atM: 0, label: 'Start' },
			{ atM: 2500, label: 'Întoarcere' },
			{ atM: 5000, label: 'Sosire' }
		],
		example: true
	},
	faq: [
		{
			question: 'Trebuie să alerg?',
			answer: 'Nu. Alergați, mergeți la pas sau amândouă. Sosirea rămâne deschisă până ajunge ultimul om.'
		},
		{
			question: 'Îmi va fi publicat numele?',
			answer:
				'Doar dacă alegeți asta. Fără o alegere, rezultatele arată numai numărul de concurs. Puteți arăta numele, alt nume sau să nu apăreți deloc și puteți schimba oricând.'
		},
		{
			question: 'La ce folosește codul de pe număr?',
			answer:
				'Voluntarii îl citesc cu telefonul la sosire; așa vi se ia timpul. Codul este aleatoriu și nu arată nimănui un nume pe care nu l-ați făcut public.'
		},
		{
			question: 'Pot participa copiii?',
			answer:
				'Da. Sub 18 ani este nevoie de acordul unui părinte sau tutore, iar numele nu apare fără voia lor.'
		},
		{
			question: 'Cifrele de pe pagină sunt noi?',
			answer: 'Nu. Sunt cele ale cursei din 2018, fiecare cu locul, perioada și sursa ei.'
		}
	]
};

export const romanian = { run2018, practice };
