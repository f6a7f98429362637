"""The words the sample network is made of: names, companies, titles, occasions. All invented."""

from __future__ import annotations

CATEGORIES = (
    "Automotive",
    "Banking",
    "Education",
    "Food service",
    "Health care",
    "Hotels",
    "Insurance",
    "Legal",
    "Logistics",
    "Manufacturing",
    "Real estate",
    "Retail",
)

# city -> telephone area code; numbers 555-0100 to 555-0199 are kept free for fiction
CITIES = {
    "Columbus": "614",
    "Cleveland": "216",
    "Cincinnati": "513",
    "Dayton": "937",
    "Toledo": "419",
    "Akron": "330",
    "Pittsburgh": "412",
    "Indianapolis": "317",
}

# One line a group of names that go together: given names | family names.
NAME_GROUPS = (
    "Adele Calvin Doreen Everett Harriet Jerome Lorna Marcus Nadine Russell Sylvia Wendell"
    " | Ashcombe Beauchamp Colfax Dunleavy Eastlake Fairbairn Garrity Hensley Ledbetter"
    " Pruitt Stallworth Whitbeck",
    "Aoife Brónach Ciarán Caoimhe Eimear Fionn Gráinne Niamh Oisín Pádraig Róisín Sinéad"
    " | Brannigan Cullinane Devaney Hanratty McGillicuddy Mulcahy Ó'Dálaigh Ó'Súilleabháin"
    " Tierney Scanlon",
    "Agustín Belén Concepción Ezequiel Graciela Hernán Inés Joaquín Luján Matías Nuria"
    " Ramón"
    " | Arriaga Bermúdez Carrión Echeverría Gutiérrez Iñíguez Larrañaga Núñez-Oakes Ordóñez"
    " Peñalosa Saldívar Zúñiga",
    "Aurélie Benoît Céline Damien Élodie Étienne Gaëlle Jérôme Loïc Mélanie Noëlle"
    " Sébastien"
    " | Baudouin Chastain Delacourt Garçonnet Hébrard Lévesque Marchandise Pélissier"
    " Rousselot Tréville",
    "Anneliese Burkhard Dörte Friederike Günther Heike Jürgen Käthe Lothar Rüdiger Silke"
    " Uwe"
    " | Altenmüller Bärwald Dreßler Großkopf Hölzemann Krüger-Amsel Möllenbeck Pfützner"
    " Rößler Vogelsang",
    "Åse Bjørn Ebba Frode Gunvor Håkon Ingrid Jørgen Kjersti Ragnhild Søren Åke"
    " | Bergström Dalgaard Fjellström Grønlund Håkansson Lindqvist Nygård Sørbø Tønnesen"
    " Westergård",
    "Agnieszka Bogumił Dobrosława Grzegorz Jadwiga Krzysztof Ludwika Łukasz Małgorzata"
    " Zbigniew"
    " | Błaszczyk Dąbrówka Grześkowiak Jabłoński Kołodziej Męczyński Pawlikowski"
    " Świętochowski Wróbel Żurawski",
    "Bohumil Čeněk Dagmar Jiřina Kateřina Ľubica Ondřej Řehoř Štěpán Zdeňka"
    " | Bělohlávek Dvořáček Hájíček Kučeřík Nejedlíček Petříček Růžička Šebesta Vondrášek"
    " Žižka",
    "Ayşe Barış Çağla Deniz Emre Gülsüm Işık Oğuz Şebnem Yiğit"
    " | Akyıldız Bozkurtoğlu Çelikkol Demirağ Gökçen Karaoğlan Öztürkmen Şahinbaş Tunçel"
    " Yıldırımlar",
    "Bích Đức Hạnh Khánh Lệ Minh Ngọc Phượng Quỳnh Thảo Tuấn Yến"
    " | Bùi Đặng Đinh Hoàng Lương Nguyễn Phạm Trịnh Võ Vũ",
    "Bowen Chunhua Guanyu Huilan Jianyu Lixin Meiling Ruolan Shufen Xiaotong Yuchen Zihan"
    " | Cai Deng Fang Geng Hou Lü Ouyang Peng Qian Shangguan Xie Zhuang",
    "Dong-hyun Eun-ji Gyu-ri Hae-won Ji-ho Min-seo Sang-woo Soo-ah Tae-yang Ye-rin"
    " | Baek Cho Gwak Hwang Jang Moon Noh Ryu Seong Yoon",
    "Ayaka Daichi Emi Haruto Kōji Natsuko Ryōko Shinji Tōru Yūka"
    " | Arakawa Fujimori Hayashida Isobe Kōno Matsuzaki Ōhara Sugimoto Tsukuda Yūki",
    "Aditi Bhavesh Charulata Devdutt Gauri Harish Ishani Jayant Kaveri Lakshman Meenakshi"
    " Nikhil"
    " | Bhattacharjee Chaturvedi Deshpande Gopalakrishnan Iyengar Kulkarni Mukhopadhyay"
    " Nambiar Parthasarathy Ranganath Subramaniam Tripathi",
    "Adébáyọ̀ Chiamaka Ebere Folúkẹ́ Ìfẹ́olúwa Kelechi Mofẹ́ Nkechi Obinna Olúwaṣeun"
    " Tèmítọ́pẹ́ Uchenna"
    " | Adéyẹmí Akínwándé Chukwuemeka Ezenwa Ìdòwú Nwachukwu Ògúnbánjọ Okonkwo-Reed"
    " Onyekachi Ṣónúgà",
    "Abena Akosua Efua Kofi Kojo Kwabena Nana Yaa"
    " | Agyemang Asante-Poku Boadu-Ellis Dankwa-Moss Nyarko Opoku Quartey Tetteh",
    "Abdulrahman Dalia Faris Ghada Hisham Jumana Lubna Munir Rasha Tariq Yusra Zaid"
    " | Al-Bannay Barakat Darwish El-Gamry Haddadin Khoury-Saab Mansouri Nasrallah-Beck"
    " Qabbani Zaytoun",
    "Arezou Bahram Farzaneh Golnar Kamran Mahshid Navid Shirin"
    " | Ahmadpour Bahmani Esfandiari-Rad Farrokhnia Ghorbanpour Kianifar Rostamkhani"
    " Tavakolian",
    "Andriy Bohdana Halyna Ihor Kateryna Lyudmyla Mykola Oksana Taras Yuliya"
    " | Bondarchuk-Hale Chervonenko-Fry Dmytrenko Hrytsenko Kovalchuk Lysohora Marchenko"
    " Pavlychenko Savchuk Yaremchuk",
    "Ana-Maria Bogdan Călin Doina Florin Ileana Mihăiță Răzvan Ștefania Țița"
    " | Bălănescu Constantinescu Drăgulin Găvrilă Ionașcu Mureșanu Păunescu Rădulescu"
    " Ștefănoiu Țărmureanu",
    "Áron Boglárka Csaba Dóra Erzsébet Gergő Ilona Lőrinc Réka Zsófia"
    " | Bölcskei Csörgő Erdőhegyi Földvári Gyöngyösi Kőszegi Méhesi Szűcs Tőkés Vörösváry",
    "Alícia Benício Conceição Estêvão Flávia Gonçalo Heloísa João Lívia Simão"
    " | Assunção Brandão Carvalhães Fonsêca Guimarães Magalhães-Reis Negrão Quintão"
    " Sebastião Valadão",
    "Kaimana Leilani Malia Nohea Keola Sefina Tavita Loto"
    " | Faleafaga Kahananui Kealoha-Price Mahoe Nāone Tuiasosopo-Grey Vaʻafusuaga"
    " Wong-Kalani",
    "Almaz Berhane Dawit Genet Hirut Mulugeta Selam Yohannes"
    " | Abebe-Lowe Gebremariam Haile-Ross Kidane Tesfamichael Woldemichael Yirga Zewdie",
)

# Long names and names in other scripts, each with the letters its mail address uses.
SINGLE_NAMES = (
    ("María Guadalupe de los Ángeles Fernández-Villanueva", "maria.fernandez-villanueva"),
    ("Krishnamoorthy Venkatasubramanian Balasundaram", "k.balasundaram"),
    ("Anne-Sophie Charlotte Vandenbroucke-Oyelaran", "as.vandenbroucke"),
    ("Maximilian-Alexander von Hohenwart-Lüdinghausen", "max.hohenwart"),
    ("Rakotondrainibe Andriamihajasoa Razafindrakoto", "r.razafindrakoto"),
    ("Siôn Llywelyn ap Gruffydd-Prytherch", "sion.gruffydd"),
    ("Ελπινίκη Καραγιαννοπούλου", "elpiniki.karagiannopoulou"),
    ("Θρασύβουλος Μελισσουργός", "thrasyvoulos.melissourgos"),
    ("Радослава Цветковская", "radoslava.tsvetkovskaya"),
    ("Златан Ђурђевић-Крстић", "zlatan.djurdjevic"),
    ("早乙女 千鶴", "chizuru.saotome"),
    ("司馬 若晴", "ruoqing.sima"),
    ("남궁 서윤", "seoyun.namgung"),
    ("ليلى الزيتوني", "layla.zaytouni"),
    ("תמר בן־ארצי", "tamar.benartzi"),
    ("ปิยะดา วงศ์สวัสดิ์กุล", "piyada.wongsawatkul"),
)

# Halves of invented place names; together they name the companies.
FIRST_HALVES = (
    "Alder Bramble Cinder Dapple Ember Fennel Gorse Hazel Inkle Juniper Larch Marl Nettle Osier"
    " Pewter Quill Rook Sorrel Teasel Umber Vetch Whin Yarrow Zinnia"
)
SECOND_HALVES = "moor gate mere wick haven stead combe fell holt thwaite bourne garth"

COMPANY_KINDS = {
    "Automotive": "Motors|Auto Parts|Truck Center|Collision Repair|Fleet Leasing|Tire & Axle",
    "Banking": "Community Bank|Credit Union|Trust|Savings|Business Lending|Capital",
    "Education": "Academy|Technical College|School District|Learning|Montessori|Institute",
    "Food service": "Catering|Kitchens|Bakery|Dairy Foods|Provisions|Diners",
    "Health care": "Family Clinic|Dental Group|Home Care|Hospital|Physical Therapy|Pharmacy",
    "Hotels": "Hotels|Inns|Resorts|Conference Hotel|Lodging",
    "Insurance": "Mutual|Underwriters|Risk Advisors|Claims Services|Reinsurance|Agency",
    "Legal": "Law|Legal Partners|& Finch Attorneys|Employment Law|Title & Escrow|Mediation",
    "Logistics": "Freight|Warehousing|Cold Storage|Couriers|Trucking|Supply Lines",
    "Manufacturing": "Precision Tools|Plastics|Steelworks|Packaging|Controls|Furniture Works",
    "Real estate": "Properties|Realty|Land Development|Facility Group|Apartments|Builders",
    "Retail": "Outfitters|Hardware|Grocers|Books & Toys|Pharmacy Stores|Garden Centers",
}

TITLES = {
    "Automotive": "Dealer principal|Fleet manager|Service director|Parts manager|Controller|"
    "Personnel manager",
    "Banking": "Branch manager|Commercial lender|Chief operating officer|Credit analyst|"
    "Head of people|Treasury manager",
    "Education": "Business manager|Principal|Head of human resources|Bursar|Facilities director|"
    "Dean of students",
    "Food service": "Owner|Operations director|Purchasing manager|Head chef|Site manager|"
    "Personnel manager",
    "Health care": "Practice manager|Medical director|Head of nursing|Finance director|"
    "Benefits coordinator|Purchasing manager",
    "Hotels": "General manager|Head of people|Director of rooms|Finance director|Chief engineer|"
    "Events manager",
    "Insurance": "Underwriter|Claims manager|Agency principal|Regional manager|Actuary|"
    "Broker relations manager",
    "Legal": "Partner|Office manager|Employment attorney|Of counsel|Paralegal lead|Mediator",
    "Logistics": "Fleet director|Terminal manager|Owner|Safety manager|Dispatcher lead|"
    "Finance director",
    "Manufacturing": "Plant manager|Operations director|Chief financial officer|Safety manager|"
    "Human resources director|Purchasing manager",
    "Real estate": "Managing broker|Property manager|Development director|Leasing manager|"
    "Facilities director|Controller",
    "Retail": "Store owner|Regional manager|Buyer|Head of people|Logistics planner|"
    "Finance director",
}

# What each category buys from an insurance and benefits broker.
COVERS = {
    "Automotive": ("garage liability", "fleet cover", "dealer stock cover"),
    "Banking": ("cyber cover", "group life", "executive benefits"),
    "Education": ("staff health plan", "field trip cover", "dental plan"),
    "Food service": ("product recall cover", "seasonal staff plan", "kitchen fire cover"),
    "Health care": ("malpractice cover", "nurses' benefits", "cyber cover"),
    "Insurance": ("co-broking terms", "claims handling", "market capacity"),
    "Legal": ("professional liability", "partners' disability plan", "group life"),
    "Logistics": ("fleet cover", "cargo cover", "drivers' accident plan"),
    "Manufacturing": ("machinery breakdown cover", "workers' compensation", "shift staff plan"),
    "Real estate": ("landlord cover", "builders' risk", "property portfolio"),
    "Retail": ("store contents cover", "part-timers' plan", "theft cover"),
}
CLIENT_OCCASIONS = (
    "renewal review of {cover}",
    "claim on {cover}",
    "question on {cover}",
    "enrollment for {cover}",
    "yearly numbers for {cover}",
)
OTHER_OCCASIONS = (
    "quote for {cover}",
    "first talk about {cover}",
    "second opinion on {cover}",
    "catch up",
    "trade breakfast",
    "question on {cover}",
)
NOTES = (
    "Asked for the dental numbers by Friday.",
    "Daughter starts college in the fall.",
    "Prefers a call before nine.",
    "New finance head from May; offered to introduce us.",
    "Happy with how the last claim went.",
    "Budget closes in October.",
    "Runs the half marathon in September.",
    "Wants one page, not ten.",
    "Second site opens next year.",
    "Worried about the premium, stays for the service.",
    "Sent the checklist; it went on to a colleague.",
    "Back from parental leave, catching up.",
    "Talked about the fishing trip more than about cover.",
    "Board decides in the next quarter.",
    "Asked whether we know a good payroll provider.",
    "Moved to the new building by the river.",
    "Will be at the spring trade fair.",
    "Thanked us for the quick certificate.",
)
GIFTS = (
    "calendar and card",
    "book for the waiting room",
    "box of pears",
    "congratulation on ten years",
)
LETTERS = ("new year letter", "handwritten thanks", "condolence letter", "anniversary letter")
