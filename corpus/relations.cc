#include "corpus/relations.h"

#include <algorithm>
#include <string>

#include "base/ascii.h"
#include "corpus/ids.h"
#include "corpus/text.h"

namespace osteon::corpus {
namespace {

// By the letters of a source's word, lower case: what the other paper is to this one, and what the
// relation says of this one. A flag without a relation is none of the other paper's business.
struct Relation {
  std::string_view word, relation, flag;
};
constexpr Relation relations[] = {
    {"retraction", "retraction", "retracted"},
    {"retractionforward", "retraction", "retracted"},
    {"retractionin", "retraction", "retracted"},
    {"partialretraction", "retraction", "retracted"},
    {"partialretractionin", "retraction", "retracted"},
    {"rin", "retraction", "retracted"},
    {"prin", "retraction", "retracted"},
    {"retractedarticle", "retracted_paper", "retraction-notice"},
    {"retractionof", "retracted_paper", "retraction-notice"},
    {"partialretractionof", "retracted_paper", "retraction-notice"},
    {"rof", "retracted_paper", "retraction-notice"},
    {"prof", "retracted_paper", "retraction-notice"},
    {"correction", "correction", "corrected"},
    {"correctionforward", "correction", "corrected"},
    {"correctedarticleforward", "correction", "corrected"},
    {"erratumin", "correction", "corrected"},
    {"correctedandrepublishedin", "correction", "corrected"},
    {"ein", "correction", "corrected"},
    {"crin", "correction", "corrected"},
    {"cri", "correction", "corrected"},
    {"correctedarticle", "corrected_paper", "correction-notice"},
    {"addendedarticle", "corrected_paper", "correction-notice"},
    {"erratumfor", "corrected_paper", "correction-notice"},
    {"efr", "corrected_paper", "correction-notice"},
    {"correctedandrepublishedfrom", "corrected_paper", ""},
    {"crf", "corrected_paper", ""},
    {"concernforward", "concern", "concern"},
    {"expressionofconcern", "concern", "concern"},
    {"expressionofconcernin", "concern", "concern"},
    {"eci", "concern", "concern"},
    {"objectofconcern", "paper_of_concern", "concern-notice"},
    {"expressionofconcernfor", "paper_of_concern", "concern-notice"},
    {"ecf", "paper_of_concern", "concern-notice"},
    {"preprint", "preprint", ""},
    {"preprintin", "preprint", ""},
    {"preprintof", "published_version", "preprint"},
    {"publishedarticle", "published_version", ""},
    {"publishedversion", "published_version", ""},
    {"versionofrecord", "published_version", ""},
    {"updatein", "later_version", ""},
    {"updateforward", "later_version", ""},
    {"uin", "later_version", ""},
    {"updateof", "earlier_version", ""},
    {"updatedarticle", "earlier_version", ""},
    {"uof", "earlier_version", ""},
    {"republishedin", "republication", ""},
    {"rpi", "republication", ""},
    {"republishedfrom", "republished_paper", ""},
    {"republishedarticle", "republished_paper", ""},
    {"rpf", "republished_paper", ""},
    {"companion", "companion", ""},
    {"articlereference", "companion", ""},
    {"commentary", "comment", ""},
    {"commentin", "comment", ""},
    {"cin", "comment", ""},
    {"commentaryarticle", "commented_paper", ""},
    {"commenton", "commented_paper", ""},
    {"con", "commented_paper", ""},
};

struct TypeFlag {
  std::string_view type, flag;
};
constexpr TypeFlag type_flags[] = {
    {"retraction", "retraction-notice"},
    {"partial-retraction", "retraction-notice"},
    {"retraction-of-publication", "retraction-notice"},
    {"retracted", "retracted"},
    {"retracted-publication", "retracted"},
    {"correction", "correction-notice"},
    {"addendum", "correction-notice"},
    {"published-erratum", "correction-notice"},
    {"expression-of-concern", "concern-notice"},
    {"preprint", "preprint"},
};

// Where preprints appear, as citations write it.
constexpr std::string_view preprint_servers[] = {"rxiv",      "res sq",    "research square",
                                                 "preprint",  "ssrn",      "10.1101/",
                                                 "10.21203/", "10.20944/", "10.31234/"};

}  // namespace

std::string any_paper_id(std::string_view text) {
  for (std::string id : {canonical_pmcid(text), canonical_doi(text), canonical_pmid(text)}) {
    if (id.starts_with("PMC") ? text.find("PMC") != std::string_view::npos : !id.empty()) return id;
  }
  if (const std::size_t at = text.rfind("PMID:"); at != std::string_view::npos) {
    std::string_view rest = trim(text.substr(at + 5));
    const auto end = std::find_if_not(rest.begin(), rest.end(), ascii::is_digit);
    rest = rest.substr(0, static_cast<std::size_t>(end - rest.begin()));
    if (std::string pmid = canonical_pmid(rest); !pmid.empty()) return pmid;
  }
  if (std::string pmcid = find_pmcid(text); !pmcid.empty()) return pmcid;
  return find_doi(text);
}

void flag_by_type(Paper& paper, std::string_view type) {
  for (const TypeFlag& row : type_flags) {
    if (row.type == type) add_flag(paper, row.flag);
  }
}

void add_link(Paper& paper, std::string_view relation, std::string_view id, std::string_view note) {
  PaperLink link{std::string(relation), std::string(id), std::string(note)};
  if (std::find(paper.links.begin(), paper.links.end(), link) == paper.links.end()) {
    paper.links.push_back(std::move(link));
  }
}

void add_relation(Paper& paper, std::string_view word, std::string_view id,
                  std::string_view place) {
  std::string letters = ascii::lower_case(word);
  std::erase_if(letters, [](char c) { return !ascii::is_letter(c); });
  const auto known = std::find_if(std::begin(relations), std::end(relations),
                                  [&](const Relation& row) { return row.word == letters; });
  if (known == std::end(relations)) return;
  if (!known->flag.empty()) add_flag(paper, known->flag);
  const std::string other = any_paper_id(id);
  if (other.empty()) return;
  std::string_view relation = known->relation;
  const bool is_preprint =
      std::find(paper.flags.begin(), paper.flags.end(), "preprint") != paper.flags.end();
  if (relation == "later_version" && is_preprint) relation = "published_version";
  const std::string where = ascii::lower_case(place) + " " + other;
  if (relation == "earlier_version" &&
      std::any_of(std::begin(preprint_servers), std::end(preprint_servers),
                  [&](std::string_view server) { return where.find(server) != where.npos; })) {
    relation = "preprint";
  }
  add_link(paper, relation, other);
}

}  // namespace osteon::corpus
