// What an English stemmer gets wrong among biomedical words.
//
// libstemmer's English (Porter 2) is right for most words. These tables hold the others: words that
// it throws together though they mean different things (organ, organism; secret, secretion), and
// words that it keeps apart though a reader means one (sarcopenia, sarcopenic; mouse, mice).
// Rules on endings (-itis, -penia, -ize, ...) are in analyzers/text/word_endings.cc.
#include "analyzers/tables/tables.h"

namespace osteon::tables {

// The stem, then the words that have it, in American spelling. They are not given to the stemmer.
const std::string_view stems = R"(
# kept together
sarcopenia sarcopenia sarcopenic sarcopenias
metastasis metastasis metastatic metastasize metastasized metastasizes metastasizing metastasization
homeostasis homeostasis homeostatic
hemostasis hemostasis hemostatic hemostatics
cachexia cachexia cachectic
frailti frailty frail frailties
inflamm inflammation inflammations inflammatory inflamed
abdomin abdomen abdomens abdominal abdominally
pancrea pancreas pancreases pancreatic pancreata
fece feces fecal fecally
pregnanc pregnancy pregnancies pregnant
hemolysis hemolysis hemolytic
osteolysis osteolysis osteolytic
fibrinolysis fibrinolysis fibrinolytic fibrinolytics
thrombolysis thrombolysis thrombolytic thrombolytics
proteolysis proteolysis proteolytic
rhabdomyolysis rhabdomyolysis rhabdomyolytic
paralysis paralysis paralytic
ill ill illness illnesses

# kept apart, by the shared stem
aging aging
age age ages aged
organ organ organs
organism organism organisms organismal
microorganism microorganism microorganisms
organic organic organically organics
organel organelle organelles
organoid organoid organoids
universal universal universally universality
university university universities
univers universe universes
general general generally generality generalities
generic generic generically generics
generous generous generously generosity
polici policy policies
polic police policing
important important importance importantly unimportant
import import imports imported importing importation
relat relate relates related relating relation relations relational relatedness
relative relative relatively relatives relativity
secret secret secrets secretly secrecy
secrete secrete secreted secretes secreting secretion secretions secretory secretor secretors
infant infant infants infancy infantile
inform inform informed informing informs information informational informations
informative informative uninformative
informal informal informally
positive positive positively positives positivity
position position positions positioned positioning positional positionally
effect effect effects effected effecting
effective effective effectively effectiveness
effector effector effectors
affect affect affects affected affecting
affective affective affection affections
clinic clinic clinics
clinical clinical clinically
medical medical medically medic medics
medication medication medications medicate medicated
several several
sever severe severity severely severities
severing sever severed severing severs
later later
lateral lateral laterally laterality
mechanic mechanical mechanically mechanic mechanics
mechanism mechanism mechanisms mechanistic mechanistically
system system systems
systemic systemic systemically
systematic systematic systematically systematics
metabol metabolic metabolism metabolisms metabolically
different different differently differ differs differed differing difference differences
differential differential differentially differentials
differentiat differentiate differentiates differentiated differentiating differentiation
activ active actively activity activities
activat activate activates activated activating activation activations activator activators
inactivat inactivate inactivates inactivated inactivating inactivation
reactivat reactivate reactivates reactivated reactivating reactivation
reactiv reactive reactivity reactivities
module module modules modular modularity
modulat modulate modulates modulated modulating modulation modulations modulator modulators modulatory
lactate lactate lactates
lactation lactation lactating lactational lactations
oxide oxide oxides
dioxide dioxide
oxidation oxidation oxidative oxidatively oxidant oxidants oxidations
carbon carbon carbons
carbonate carbonate carbonates carbonated
carbonic carbonic
silicon silicon
silicone silicone silicones
silica silica silicas
mineral mineral minerals
numer number numbers numbered numbering
public public publicly publics
publication publication publications
publish publish published publishes publishing
response response responses
responsible responsible responsibility responsibilities
responsive responsive responsiveness responsivity
initial initial initially
initiat initiate initiates initiated initiating initiation initiator initiators
initiative initiative initiatives
intern intern interns internship
internal internal internally
international international internationally
person person persons
personal personal personally
personality personality personalities
author author authors authored authorship
authority authority authorities authorize authorized authorization
major major majors majorly
majority majority
minor minor minors
minority minority minorities
transcript transcript transcripts
transcription transcription transcriptional transcriptionally transcriptions
transcrib transcribe transcribed transcribes transcribing
interest interest interests interested
interesting interesting interestingly
experiment experiment experiments experimental experimentally experimentation
experience experience experiences experienced experiencing experiential
emerg emerge emerges emerged emerging emergence emergent
emergency emergency emergencies
vegetable vegetable vegetables
vegetation vegetation vegetational
vegetative vegetative vegetatively
prospect prospect prospects
prospective prospective prospectively
retrospective retrospective retrospectively
perspective perspective perspectives
respect respect respects respected respectful
respective respective respectively
conference conference conferences
confer confer confers conferred conferring
conversely conversely
conversion conversion conversions
conversation conversation conversations conversational
constitut constitute constitutes constituted constituting constitution constitutional
constitutive constitutive constitutively
consist consist consists consisted consisting
consistent consistent consistently consistency
inconsistent inconsistent inconsistently inconsistency inconsistencies
conduct conduct conducts conducted conducting
conduction conduction conductive conductance conductances conductivity conductivities conductor conductors
contract contract contracts contracted contracting contractual
contraction contraction contractions contractile contractility
connect connect connects connected connecting connection connections connectivity
connective connective
collect collect collects collected collecting collection collections
collective collective collectively collectives
select select selects selected selecting selection selections
selective selective selectively selectivity
object object objects objection
objective objective objectives objectively objectivity
subject subject subjects subjected
subjective subjective subjectively subjectivity
intense intense intensely intensity intensities
intensive intensive intensively
extension extension extensions extensor extensors
extensive extensive extensively
compose composition compositions compositional compositionally
composite composite composites
opposit opposite opposites opposition
promot promote promotes promoted promoting promotion promotional
promoter promoter promoters
report report reports reported reporting reportedly
reporter reporter reporters
transport transport transports transported transporting transportation
transporter transporter transporters
design design designs designed designing
designat designate designated designates designation designations
terminal terminal terminals terminally
terminat terminate terminates terminated terminating termination terminator
determin determine determines determined determining determination determinations
determinant determinant determinants
note note notes noted noting
notable notable notably
topic topic topics
topical topical topically
tropic tropic tropics
tropical tropical
critical critical critically
critic critic critics criticism criticisms
physical physical physically
physics physics physicist physicists
identity identity identities
identical identical identically
human human humans
humane humane humanely humanitarian
humanity humanity humanities
nation nation nations national nationally nationality nationwide
format format formats formatted formatting
formation formation formations
formate formate
successive successive successively succession
success success successes successful successfully
recess recess recesses
recessive recessive recessively
access access accessed accessing accessible accessibility
accession accession accessions
accessory accessory accessories
unit unit units
unite unite united unites uniting
unity unity
enteric enteric
enteral enteral enterally
enter enter enters entered entering
vertebra vertebra vertebral
vertebrate vertebrate vertebrates
nodule nodule nodules nodular nodularity
nodulation nodulation
ovule ovule ovules
ovulation ovulation ovulate ovulated ovulatory
plastic plastic plastics
plasticity plasticity
fitness fitness
fit fit fits fitted fitting
proximal proximal proximally
proximity proximity
solution solution solutions
solute solute solutes
compet compete competes competed competing competition competitions competitive competitively competitor competitors
competent competent competence competency competencies
conserv conserve conserves conserved conserving conservation
conservative conservative conservatively
adaptive adaptive adaptively
adapt adapt adapts adapted adapting adaptation adaptations adaptability adaptable
resident resident residents residential residence residences residency
reside reside resides resided residing
fasting fasting fasted
wasting wasting
waste waste wastes wasted
hospital hospital hospitals
hospitality hospitality
alcohol alcohol alcohols
alcoholic alcoholic alcoholics alcoholism
parkinson parkinson
parkinsonism parkinsonism parkinsonian
embolism embolism embolisms embolic embolus emboli
embol embolize embolized embolization embolizations
humor humor humors humorous
humoral humoral
add add adds added adding
past past
paste paste pastes pasted
try try tries tried trying
dry dry dries dried drying dryness
fry fry fries fried frying
lens lens lenses
rational rational rationally rationality
rationale rationale rationales
ration ration rations rationing
depart depart departs departed departing departure
department department departments departmental
state state states stated stating
statement statement statements
static static statically
definit definition definitions
definitive definitive definitively definite definitely
concept concept concepts conceptual conceptually
conception conception
fabric fabric fabrics
fabricat fabricate fabricated fabricating fabrication
period period periods
periodic periodic periodically periodicity
episod episode episodes
episodic episodic
evident evident evidently
evidence evidence evidences evidenced
indicat indicate indicates indicated indicating indication indications indicative indicator indicators
index index indexes indexed indexing
domestic domestic domestically
domesticat domesticate domesticated domestication
second second seconds
secondli secondly
recept reception receptive receptivity
receptor receptor receptors
ultim ultimate ultimately
ulcerative ulcerative
ulcer ulcer ulcers ulcerated ulceration ulcerations
community community communities
communicat communicate communicates communicated communicating communication communications
communicable communicable
immune immune immunity
ubiquitin ubiquitin
ubiquitinat ubiquitinate ubiquitinated ubiquitination ubiquitinating ubiquitinates
ubiquit ubiquitous ubiquitously ubiquity
factor factor factors factored
factorial factorial
testis testis testicle testicles testicular
test test tests tested testing
sensit sensitive sensitivity sensitivities
sensor sensor sensors
sensory sensory
vision vision visions
visual visual visually
virus virus viruses
axis axis
virtual virtual
virtually virtually
nurse nurse nurses nursing
nursery nursery nurseries
)";

// The singular, then its plurals; the singular is then stemmed as any word.
// Regular Latin and Greek plurals (-oses, -eses, -yses, -ae, -itides, -cocci) are rules.
const std::string_view plurals = R"(
# -sis
metastasis metastases
analysis analyses
axis axes
crisis crises
oasis oases
sepsis sepses
testis testes
pelvis pelves
epididymis epididymides
iris irides
# -um
bacterium bacteria
mycobacterium mycobacteria
medium media
datum data
ovum ova
serum sera
stratum strata
spectrum spectra
cilium cilia
atrium atria
epithelium epithelia
endothelium endothelia
mesothelium mesothelia
cranium crania
diverticulum diverticula
curriculum curricula
reticulum reticula
septum septa
sternum sterna
hilum hila
flagellum flagella
ganglion ganglia
mitochondrion mitochondria
phenomenon phenomena
criterion criteria
spermatozoon spermatozoa
protozoon protozoa protozoan protozoans
labium labia
ilium ilia
cerebellum cerebella
sputum sputa
dorsum dorsa
rectum recta
symposium symposia
addendum addenda
erratum errata
taxon taxa
metazoon metazoa metazoan metazoans
# -us
nucleus nuclei
fungus fungi
bacillus bacilli
lactobacillus lactobacilli
alveolus alveoli
bronchus bronchi
thrombus thrombi
embolus emboli
calculus calculi
focus foci
locus loci
stimulus stimuli
radius radii
ramus rami
uterus uteri
villus villi
microvillus microvilli
thalamus thalami
nevus nevi naevi naevus
humerus humeri
meniscus menisci
sulcus sulci
gyrus gyri
tophus tophi
fetus fetuses foeti
glomerulus glomeruli
tubulus tubuli
canaliculus canaliculi
follicle folliculi
hamulus hamuli
digitus digiti
syllabus syllabi
nidus nidi
coitus coiti
corpus corpora
genus genera
viscus viscera
crus crura
# -ma
stoma stomata
stigma stigmata
schema schemata
sarcoma sarcomata
carcinoma carcinomata
adenoma adenomata
fibroma fibromata
trauma traumata
# -x
index indices
appendix appendices
matrix matrices
vertex vertices
cortex cortices
apex apices
helix helices
cervix cervices
vortex vortices
codex codices
varix varices
calix calices
calyx calyces
thorax thoraces
larynx larynges
pharynx pharynges
phalanx phalanges
meninx meninges
salpinx salpinges
# -en, -ur, -s
foramen foramina
lumen lumina
femur femora femurs
vas vasa
# English
mouse mice
louse lice
foot feet
tooth teeth
goose geese
man men
woman women
child children
ox oxen
calf calves
half halves
knife knives
leaf leaves
wolf wolves
hoof hooves
shelf shelves
loaf loaves
thief thieves
quiz quizzes
)";

// Words in -s that are no plurals when written small, as acronyms and names are typed in queries.
const std::string_view kept_s = R"(
als ards sars mers pcos ibs inos enos nnos cfs mods dass atlas rickets
lupus bias
)";

// Words in -otic that do not belong to one in -osis, and -emic to one in -emia.
const std::string_view kept_adjectives = R"(
biotic antibiotic probiotic prebiotic postbiotic synbiotic xenobiotic abiotic symbiotic macrobiotic
exotic erotic robotic despotic idiotic patriotic narcotic hypnotic chaotic quixotic antipsychotic
eukaryotic prokaryotic karyotic zygotic monozygotic dizygotic homozygotic heterozygotic amniotic
parotic periotic asymptotic demotic
epidemic pandemic endemic academic polemic systemic epistemic alchemic totemic chemic biochemic
holoendemic hyperendemic nonsystemic
)";

}  // namespace osteon::tables
