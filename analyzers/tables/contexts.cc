// Word classes and names that decide how neighbours are read together.
#include "analyzers/tables/tables.h"

namespace osteon::tables {

// The class (analyzers/text/contexts.h says what it does), then its words as folded.
const std::string_view contexts = R"(
numeral_head type types class classes grade grades stage stages phase phases group groups level
numeral_head levels category factor factors complex complexes collagen collagens zone zones part
numeral_head parts angiotensin topoisomerase polymerase nyha mhc hla subtype subtypes asa tier
numeral_head chapter table figure step cohort arm study trial apache icd dsm world diabetes cranial
numeral_head nerve copper iron manganese cytochrome region domain chromosome isoform variant module
numeral_head photosystem carbonic anhydrase caspase titin model generation degree order stratum line
numeral_head lead leads rome bethesda fitzpatrick mallampati schedule kinase

abbreviation fig figs al vs dr mr mrs ms prof no nos vol ref refs eq eqs tab sect approx ca cf viz
abbreviation sp spp subsp ssp var ser resp incl inc ltd co dept univ jr sr st pp ed eds suppl
abbreviation etc eg ie chap ch art bull proc acad natl int corp mt nat sci med biol clin exp
abbreviation esp min max avg aka orig appl cv pv str subg gen nov comb vers esq gov

plain about above after age aged and arm arms at bar base below best body box by case cases cell
plain cells chain class cm code cycle date day days days dose down each early exon exons fig fold
plain for form free from grade group high hour hours in index intron item items kg large late level
plain line lines log long low lower mean mid mild mm model month more near new next no node non of
plain on one only or over page part parts per phase point post pre rank rate ratio risk score set
plain short site size small stage step steps study sub table team term test the time times to top
plain total trial twice two type under unit units up upper very visit week weeks with within year
plain years zone all most least last first third half full half mild event arms sex men women girls
plain like based plus mon boys both were was had has over until since then than

unit mg g kg ug ng pg mcg ml dl l ul nl m cm mm nm um km h hr hrs min mins s sec secs ms d day days
unit wk wks week weeks mo mos month months yr yrs year years hour hours minute minutes second seconds
unit fold fold year old way point item items item level levels arm armed step stage dose doses time
unit times ma kv mv v hz khz mhz ghz w kw j kj kcal cal pa kpa mpa gpa mmhg mol mmol umol nmol pmol
unit mm2 cm2 m2 bp kb mb gb kda da gy cgy mgy sv msv iu u ppm ppb rpm c k f t x n p q r gauge french
unit inch foot feet mile miles meter meters cohort item group groups side sided part drug component
unit legged dimensional digit digits letter letter factor class person people state site center mer
unit plex well gene color bed key lead zone axis stranded

measure bmi ci sd se sem hr or rr iqr n df age auc md wmd smd pp irr p r f t z q i or roc fig ref
measure table bp mean med eq or to in on by at vs and

symbol il tnf ifn tgf bmp fgf igf vegf egf pdgf hgf ngf cd cox mmp timp tlr mir nf pd bcl il1 cxcl
symbol ccl cxcr ccr hsp hif hdac sirt ppar nrf gata stat jak mapk erk smad wnt fox foxo foxp glp
symbol gip adam cyp abc aqp glut nlrp hmgb mcp mip icam vcam gm csf tgfb lrp dkk fndc adamts hla
symbol sars cov covid gsk cdk trp nox sod gpx ucp fabp pcsk brca egfr her muc cyc il2 ht pgc gdf
symbol pth acvr myf pax runx sox col dmp phex klf oct irf traf rank rankl opg lc atg beclin ampk
symbol mtorc torc let ang at1 endo hcv hbv hpv hiv hsv ebv htlv vit igfbp

prefix anti non pre post multi semi pseudo inter intra micro macro hyper hypo ultra neo peri co

hyphen_prefix pro sub re extra supra infra trans mini mid poly mono bi tri un over under counter auto
hyphen_prefix bio meta super self cross quasi para ante retro hsa
hyphen_prefix mmu rno bta ssc

combining gastro cardio neuro osteo musculo broncho hepato nephro psycho socio immuno electro photo thermo hydro
combining radio cyto patho physio entero veno cerebro fibro myo hemo haemo lympho chondro onco
combining thrombo phyto glyco lipo nano endo exo ecto iso allo xeno

greek_led catenin actin synuclein tubulin amyloid lactam lactams lactamase lactamases glucan glucans
greek_led carotene adrenergic blocker blockers arrestin secretase globin tocopherol fetoprotein
greek_led linolenic ketoglutarate hydroxybutyrate cell cells opioid galactosidase glucosidase
greek_led agonist agonists antagonist receptor receptors adrenoceptor adrenoceptors blockade
greek_led defensin defensins glutamyl aminobutyric hydroxylase oxidation amylase mannosidase
greek_led klotho sheet sheets helix helices helical barrel chain chains subunit subunits particle
greek_led dystroglycan sarcoglycan crystallin enolase cyclodextrin turn turns diversity

letter_head vitamin vitamins hepatitis influenza group groups type types protein class arm grade
letter_head panel figure table stage phase cohort complex cyclin apolipoprotein immunoglobulin factor
letter_head part category strain haemophilus

second related based dependent independent specific associated like induced term free year week
second month old positive negative mediated derived treated targeted targeting controlled rich
second poor deficient dose density fat level risk quality scale type wide line life body bone joint
second muscle mass fold up based blind reported known day hour cell center adjusted treated driven
second resistant sensitive binding bound linked living care aged

after_digit asa hiaa htp lox htt hete hpete oxo nitro mthf fcr mwt rm fu ht dg aza ala

latin_led synuclein catenin actin tubulin amyloid lactam lactams lactamase lactamases glucan glucans
latin_led carotene fetoprotein tocopherol ketoglutarate hydroxybutyrate galactosidase glucosidase
latin_led amylase secretase globin crystallin klotho linolenic aminobutyric adrenergic arrestin

cation co2 co3 ni2 ni3 cd2 pb2 cr3 cr6 hg2 ti4
ion na k ca mg fe zn cu mn li h cl br f hco3 po4 so4 nh4 no3 no2 oh al o2 rb cs ba sr

number_word one two three four five six seven eight nine ten

numbered tgfbeta

pair_head hla pd sars mers sarscov
)";

// Closed spelling, then its two words: names that a hyphen does not part. With a space between them
// the closed spelling is found beside the two words.
const std::string_view closed_pairs = R"(
kras k ras
rankl rank l
gabaa gaba a
gabab gaba b
rnaseq rna seq
mirna micro rna
hras h ras
nras n ras
braf b raf
craf c raf
cmyc c myc
nmyc n myc
cfos c fos
cjun c jun
ckit c kit
cmet c met
csrc c src
cabl c abl
nfkappab nf kb
nfkappab nf kappab
ikappab i kb
sarscov sars cov
merscov mers cov
mtor m tor
apoe apo e
apob apo b
apoa apo a
apoc apo c
omega3 n 3
omega6 n 6
omega9 n 9
uva uv a
uvb uv b
hepg2 hep g2
vo2max vo2 max
vo2peak vo2 peak
p16 p 16
p21 p 21
p27 p 27
p38 p 38
p53 p 53
p65 p 65
)";

// Closed spelling, then its two words: plain words. The closed spelling is found beside the two
// words, with a hyphen and with a space.
const std::string_view closed_words = R"(
xray x ray
xrays x rays
email e mail
followup follow up
healthcare health care
wellbeing well being
lifestyle life style
lifespan life span
healthspan health span
timepoint time point
timepoints time points
metaanalysis meta analysis
metaanalyses meta analyses
metaregression meta regression
crosssectional cross sectional
crosssection cross section
checkup check up
workup work up
setup set up
dropout drop out
dropouts drop outs
cutoff cut off
cutoffs cut offs
breakdown break down
knockout knock out
knockouts knock outs
knockdown knock down
knockin knock in
wildtype wild type
genotype geno type
database data base
databases data bases
dataset data set
datasets data sets
baseline base line
workplace work place
website web site
online on line
inpatient in patient
inpatients in patients
outpatient out patient
outpatients out patients
ongoing on going
bodyweight body weight
birthweight birth weight
bloodstream blood stream
childbirth child birth
airway air way
airways air ways
gallbladder gall bladder
hindlimb hind limb
forelimb fore limb
nonsmallcell nonsmall cell
)";

// Canonical name, then other writings of it, as they are after folding.
const std::string_view names = R"(
nfkappab nfkb
ikappab ikb
tnfalpha tnfa
tnfbeta tnfb
il1alpha il1a
il1beta il1b
ifngamma ifng
tgfbeta tgfb
tgfbeta1 tgfb1
tgfbeta2 tgfb2
tgfbeta3 tgfb3
pparalpha ppara
ppargamma pparg
ppardelta ppard
apoeepsilon2 apoe2
apoeepsilon3 apoe3
apoeepsilon4 apoe4
hba1c a1c
)";

}  // namespace osteon::tables
