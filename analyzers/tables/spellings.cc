// British spellings and their American ones: whole words, then rules on letters.
#include "analyzers/tables/tables.h"

namespace osteon::tables {

// American first, then what is rewritten to it. A word given for itself is kept from the rules.
const std::string_view spellings = R"(
aging ageing
aluminum aluminium
analog analogue
analogs analogues
analyze analyse
analyzed analysed
analyzer analyser
analyzers analysers
analyzing analysing
angioedema angioedema
artifact artefact
artifacts artefacts
artifactual artefactual
benefited benefitted
benefiting benefitting
caliber calibre
calipers callipers
canceled cancelled
canceling cancelling
catalog catalogue
catalogs catalogues
catalyze catalyse
catalyzed catalysed
catalyzing catalysing
cesarean caesarean caesarian cesarian
cesium caesium
cozy cosy
defense defence
defenses defences
dialog dialogue
dialyze dialyse
dialyzed dialysed
dietitian dietician
dietitians dieticians
disk disc
disks discs
enroll enrol
enrollment enrolment
enrollments enrolments
enrolls enrols
fetal foetal
focused focussed
focusing focussing
fulfill fulfil
fulfillment fulfilment
gray grey
hiccup hiccough
hydrolyze hydrolyse
hydrolyzed hydrolysed
hydrolyzing hydrolysing
judgment judgement
judgments judgements
learned learnt
license licence
licenses licences
licorice liquorice
maneuver manoeuvre
maneuvers manoeuvres
mold mould
molds moulds
neuron neurone
neurons neurones
interneuron interneurone
interneurons interneurones
motoneuron motoneurone
motoneurons motoneurones
offense offence
offenses offences
ocher ochre
oriented orientated
paralyze paralyse
paralyzed paralysed
paralyzing paralysing
phony phoney
practice practise
program programme
programs programmes
practiced practised
practices practises
practicing practising
pretense pretence
psychoanalyze psychoanalyse
reanalyze reanalyse
reanalyzed reanalysed
savory savoury
sizable sizeable
skeptic sceptic
skeptical sceptical
skeptics sceptics
skillful skilful
specialty speciality
specialties specialities
targeted targetted
targeting targetting
theater theatre
theaters theatres
willful wilful
yogurt yoghurt yoghourt
yogurts yoghurts
esophagus oesophagus
estrus oestrus
celiac coeliac
ameba amoeba
amebae amoebae
amebic amoebic
amebiasis amoebiasis
pharmacopeia pharmacopoeia
aerosol aerosol
aerosols aerosols
haemophilus haemophilus hemophilus
archaea archaea
archaeal archaeal
michael michael
mirna microrna
mirnas micrornas
)";

// Where the letters stand (start, end, any), the letters, what replaces them ("-" for nothing).
// All rules are tried, in this order.
const std::string_view spelling_rules = R"(
any tumour tumor
any haem hem
any lymphoedem lymphedem
any myxoedem myxedem
any papilloedem papilledem
any oedem edem
any aemi emi
any aetiolog etiolog
any aetiopath etiopath
any anaesth anesth
any orthopaed orthoped
any paediatr pediatr
start paed ped
any gynaec gynec
any caecum cecum
any caecal cecal
any faec fec
any palaeo paleo
any archaeolog archeolog
any encyclopaed encycloped
any mediaeval medieval
any phaeochrom pheochrom
any ooesoph oesoph
start oesoph esoph
any ooestr oestr
start oestr estr
any boestr bestr
any foet fet
any rrhoe rrhe
any pnoe pne
any homoeo homeo
any manoeuv maneuv
any leucocyt leukocyt
any leucopen leukopen
any leucaem leukem
any leucem leukem
any leucodystroph leukodystroph
any leucoplak leukoplak
any sulph sulf
any colour color
any behaviour behavior
any favour favor
any flavour flavor
any harbour harbor
any honour honor
any humour humor
any labour labor
any neighbour neighbor
any odour odor
any rumour rumor
any vapour vapor
any vigour vigor
any rigour rigor
any fervour fervor
any endeavour endeavor
any savour savor
any armour armor
end fibre fiber
end fibres fibers
end centre center
end centres centers
end centred centered
end litre liter
end litres liters
end metre meter
end metres meters
end titre titer
end titres titers
end goitre goiter
end goitres goiters
end lustre luster
end spectre specter
end homologue homolog
end homologues homologs
end orthologue ortholog
end orthologues orthologs
end paralogue paralog
end paralogues paralogs
end modelled modeled
end modelling modeling
end labelled labeled
end labelling labeling
end signalling signaling
end signalled signaled
end channelling channeling
end travelled traveled
end travelling traveling
end counselled counseled
end counselling counseling
end counsellor counselor
end counsellors counselors
end fuelled fueled
end fuelling fueling
end totalled totaled
end tunnelling tunneling
end tunnelled tunneled
end levelled leveled
end levelling leveling
end dialled dialed
end marshalled marshaled
end panelled paneled
end pedalling pedaling
end unravelled unraveled
end unravelling unraveling
end swivelling swiveling
end tranquilliser tranquilizer
end tranquillizer tranquilizer
end ageing aging
end grey gray
)";

// What stands before -ise, -ised, -ising, -isation in words that never have -ize. Those of four
// letters or more hold with anything before them (imprecise, immunocompromised).
const std::string_view ise_words = R"(
exerc exc inc prec conc circumc
r ar sunr moonr upr compr enterpr surpr repr appr mispr
pen rach metropol absc ir epiderm clitor
prom comprom prem dem surm
expert franch disenfranch merchand treat chem desp chast advert an
parad val marqu tort cer anadv porp turqu dis mort
)";

}  // namespace osteon::tables
