"""Words that tell English names, and capitalised words that are none."""

from __future__ import annotations

TITLES = (
    "Mr|Mrs|Ms|Miss|Mx|Dr|Prof|Professor|Doctor|Sir|Madam|Lady|Lord|Herr|Frau|"
    "Monsieur|Madame|Mme|Señor|Señora|Don|Doña|Signor|Signora|Dame|Father|Sister|"
    "Brother|Uncle|Aunt|Auntie|Grandma|Grandpa|President|Senator|Captain|Colonel|"
    "Judge|Rev|Reverend|Pastor|Mayor|Minister|Chairman|Inspector|Officer|Nurse|Coach|"
    "King|Queen|Prince|Princess|Saint"
)
ENDINGS = frozenset(
    "ltd limited inc incorporated corp corporation llc llp plc gmbh ag kg se sa srl "
    "spa bv nv ab as oy oyj ltda pty kft zrt sarl co company group holdings holding "
    "partners associates ventures university college school academy institute "
    "hospital clinic bank insurance airlines airways foundation association society "
    "union federation committee council ministry department agency authority bureau "
    "commission institution museum library theatre orchestra church industries "
    "industrial technologies technology systems solutions services consulting "
    "logistics motors automotive electronics pharma pharmaceuticals energy electric "
    "steel textiles chemicals laboratories labs studios media press times magazine "
    "news records entertainment software networks telecom hotel hotels restaurant "
    "stores club fc united party".split()
)
PLACE_ENDS = frozenset(
    "city county province district town village river lake island islands mountain "
    "mountains valley bay beach park airport station square bridge hills coast "
    "peninsula state region zone".split()
)
PARTICLES = "de|da|do|dos|del|della|di|du|van|von|der|den|ten|ter|la|le|bin|ibn|al|el|y|af|zu|st"
NEVER = frozenset(
    "cool sweet pretty indeed license nobody exactly correct software transcript i "
    "i'm i'll i've i'd ok okay yes no yeah yep nope oh ah uh um hmm hi hello hey "
    "thanks thank please sorry god lord jesus christ mom mum dad mama papa grandma "
    "grandpa bro sir madam lol omg monday tuesday wednesday thursday friday saturday "
    "sunday january february march april may june july august september october "
    "november december spring christmas easter ramadan eid diwali english chinese "
    "german french spanish italian dutch portuguese russian polish turkish arabic "
    "japanese korean hindi urdu latin greek mandarin cantonese american british "
    "european african asian indian mexican canadian australian irish scottish welsh "
    "swedish danish norwegian finnish swiss austrian belgian czech hungarian "
    "romanian ukrainian vietnamese thai ethiopian nigerian kenyan egyptian israeli "
    "iranian iraqi syrian brazilian western eastern northern southern christian "
    "christians muslim muslims jewish jews catholic protestant buddhist hindu islam "
    "islamic internet web wifi email e-mail facebook twitter google youtube iphone "
    "android ipad skype zoom excel word powerpoint windows covid corona covid-19 ceo "
    "cfo cto coo hr it r&d b2b erp crm kpi phd mba bsc msc iso usd eur gbp rmb tv pc "
    "dvd cd usb gps pdf faq vat gdp ngo sme smes fdi mnc ai interviewer interviewee "
    "respondent participant moderator speaker question answer note q a mr mrs ms "
    "miss dr prof street road avenue north south east west earth world sun moon "
    "internet name date phone mobile fax desk website address box zip user bot info "
    "unit suite apt title page chapter figure table section part day dear dude "
    "bollywood hollywood list contact huh mm-hm mhm mmm uh-huh copyright rt vs via "
    "ps asap btw imo fyi am pm bc ad etc".split()
)
PLAIN = frozenset(
    "the a an and or but if so as at by for from in into of on off out over to up "
    "with without about after again all also always am any are aren't because been "
    "before being below between both can can't could did didn't do does doesn't "
    "don't doing down during each even every few first finally further get give go "
    "good got great had has have having he her here hers him his how however i'm is "
    "isn't it its it's just last let let's like look made make many maybe me more "
    "most much must my need never new next nice not nothing now of off often old "
    "once one only our ours perhaps put really right said same say see she should "
    "since some still such sure take tell than that that's their them then there "
    "there's these they they're this those though three through today tomorrow "
    "tonight too two under until us very want was we we're well went were what "
    "what's when where which while who whole whose why will with would wow yesterday "
    "yet you you're your yours actually almost another anyway anything around back "
    "basically come customer customers company everybody everyone everything exactly "
    "find given guess happy home hope house keep know later least less life little "
    "long love lot man men people person place point probably problem read remember "
    "send show someone something sometimes somebody start stop talk team thing "
    "things think time times try use used wait watch way week whatever whether work "
    "year years best big bad better call check click day days end enjoy fun game "
    "girl guy guys hate help looking miss morning night omfg play please ready real "
    "song stay story thanks top true video welcome win woman women wrong i'd i'll "
    "i've he's she's we've you've they've who's how's where's here's won't wasn't "
    "haven't hasn't wouldn't couldn't shouldn't ain't gonna gotta wanna okay happy "
    "birthday follow free live join buy lets im dont cant thats ive id hes shes "
    "whats youre theyre aint bout lil mine myself himself herself themselves both "
    "either neither several various different important in-depth obviously certainly "
    "usually generally especially initially originally eventually recently currently "
    "previously first second third fourth half four five six seven eight nine ten "
    "hundred thousand million unless although despite instead besides moreover "
    "therefore thus hence".split()
)
NO_NAME = (
    r".*(?:ing|tion|sion|ment|ness|ity|ship|ly|able|ible|ous|ive|ism|ists?|ers|als|"
    r"ures|ions|ments|ances?|ences?|ics|ful|less|ians|ized|ised|ated|dom|hood|age|"
    r"ures?|ents|ants|posed|ified)"
)
LOWER_WORDS = frozenset(
    "ali ella dora tara bella marina sandy gloria carmen melody stella sofia norma "
    "mona bob bobby jenny jimmy angie clement constance warren viola heather basil "
    "jade rod carry harry sally gill ike ida ana anna eve eva ari ben bert cora dan "
    "dana dina don ed emil erik ewa fran gina glen ian ines inga iris ivan jan jana "
    "jean jen jim jon juan jill joe joel josh juan kim lara lars lena leo liam lila "
    "lisa liz lou luc luis luz lynn matt mei mia mina mila neil nina nora norm otto "
    "paul pia petra rene rita ron rosa roy ruth sam sara saul seth shah sina stan "
    "ted tim tina todd tom toni tony vera wei will yan zoe maya myra raja polly "
    "molly dolly bonnie regina elsa lola lottie donna abel adela alma amal asha "
    "august aurora ava bianca celeste charity clara dolores earl ebony esperanza "
    "faith ferdinand fiona flavia flora franco goldie guido heidi holly jasmine "
    "jesus jerry laurel lewis linda logan lucy luke magda mario melissa mercedes "
    "monica morgan moses mustafa nadia nelson newton olive perry phoenix pilar randy "
    "rocky roman rosemary rosario ruby santiago serena shannon solomon sonia trinity "
    "tucker tyler valentina violet virginia vivian wanda winston willy willie kay "
    "kelly kerry lee leslie said sue".split()
)
BEFORE_PERSON = (
    r"(?:[Mm]y name is|[Mm]y name's|[Nn]ame is|[Nn]ame\?|I am|I'm|[Tt]his is|"
    r"[Cc]alled|[Nn]amed|[Mm]et|[Tt]old|[Aa]sked|[Tt]hanked|[Mm]arried|[Dd]ear|[Hh]i|"
    r"[Hh]ello|[Hh]ey|[Tt]hanks,?|[Ss]igned,?|[Rr]egards,?|[Cc]ongratulations,?|"
    r"[Ff]riend|[Bb]oss|[Cc]olleague|[Hh]usband|[Ww]ife|[Ss]on|[Dd]aughter|[Bb]rother|"
    r"[Ss]ister|[Cc]ousin|[Uu]ncle|[Aa]unt|[Mm]anager|[Dd]irector|[Ff]ounder|[Kk]id|"
    r"[Cc]hild|[Mm]other|[Ff]ather|[Pp]artner|[Aa]ssistant|[Nn]eighbou?r|written by|"
    r"feat\.?|ft\.?)"
)
BEFORE_PERHAPS = r"(?:and|by|with)"
AFTER_PERSON = (
    r"(?:said|says|told|asked|replied|thinks|thought|went|came|called|was born|"
    r"is born|started|joined|left|works|worked|lives|lived|married|died|is from|spent|"
    r"is (?:my|our|his|her)|listed|wrote|explained|mentioned|knows|wants|himself|"
    r"herself|who|and I)\b"
)
BEFORE_FIRM = (
    r"(?:[Ww]ork(?:s|ed|ing)? (?:at|for|with|in)|[Jj]ob at|[Jj]oined|"
    r"[Ee]mployed (?:at|by)|[Cc]ompetitors?|[Ss]uppliers?|[Ss]ell(?:s|ing)? to|"
    r"[Bb]ought by|[Aa]cquired by|[Cc]ustomers? like|[Cc]ompany|[Ff]irm|[Bb]rand|for|"
    r"at)"
)
BEFORE_PLACE = (
    r"(?:[Ii]n|[Nn]ear|[Tt]o|[Ff]rom|[Tt]owards?|[Aa]round|[Tt]hroughout|[Ii]nside|"
    r"[Oo]utside|[Vv]isit(?:ed|ing)?|[Ll]eft|[Rr]each(?:ed)?|[Cc]ity of|[Tt]own of|"
    r"[Cc]apital of|[Nn]orth of|[Ss]outh of|[Ee]ast of|[Ww]est of|[Ss]outhern|"
    r"[Nn]orthern|[Ee]astern|[Ww]estern)"
)
