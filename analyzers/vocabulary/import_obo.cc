// OBO ontologies: MONDO, Disease Ontology, HPO, ChEBI, Cellosaurus, …
#include <algorithm>
#include <array>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "analyzers/concept_id.h"
#include "analyzers/vocabulary/import.h"

namespace osteon::osv {
namespace {

struct SpaceType {
  std::string_view space, type;
};
// What the terms of an ontology are; others are "other".
constexpr std::array space_types = {
    SpaceType{"MONDO", "disease"},
    SpaceType{"DOID", "disease"},
    SpaceType{"OMIM", "disease"},
    SpaceType{"Orphanet", "disease"},
    SpaceType{"HP", "phenotype"},
    SpaceType{"CHEBI", "chemical"},
    SpaceType{"Cellosaurus", "cell_line"},
    SpaceType{"GO", "process"},
    SpaceType{"UBERON", "anatomy"},
    SpaceType{"CL", "anatomy"},
    SpaceType{"taxon", "species"},
    SpaceType{"HGNC", "gene"},
    SpaceType{"PR", "protein"},
};

// A quoted text and what follows it: `"condition" EXACT []`.
bool quoted(std::string_view value, std::string& text, std::string_view& rest) {
  text.clear();
  if (value.empty() || value[0] != '"') return false;
  for (std::size_t i = 1; i < value.size(); ++i) {
    if (value[i] == '\\' && i + 1 < value.size()) {
      text += value[++i];
    } else if (value[i] == '"') {
      rest = trim(value.substr(i + 1));
      return true;
    } else {
      text += value[i];
    }
  }
  return false;
}

bool lists_cell_lines(std::string_view id) {
  return id.starts_with("CLO:") || id.starts_with("BTO:") || id.starts_with("EFO:");
}

struct Stanza {
  std::string id, name, replaced_by;
  std::vector<std::pair<std::string, NameKind>> synonyms;
  std::vector<std::string> parents, same, near, alternatives;
  bool obsolete = false;
};

class OboImporter {
 public:
  OboImporter(SourceFile& file, RawVocabulary& vocabulary) : file_(file), vocabulary_(vocabulary) {}

  void run() {
    bool in_term = false;
    for (std::string_view line; file_.line(line);) {
      line = trim(line);
      if (line.empty() || line[0] == '!') continue;
      if (line[0] == '[') {
        if (in_term) finish();
        in_term = line == "[Term]";
        stanza_ = {};
        continue;
      }
      const std::size_t colon = line.find(": ");
      if (colon == std::string_view::npos) {
        if (line.ends_with(':')) continue;  // a tag without a value
        file_.fail("neither a stanza nor a tag with a value");
      }
      const std::string_view tag = line.substr(0, colon);
      const std::string_view value = trim(line.substr(colon + 2));
      if (in_term)
        field(tag, value);
      else if (tag == "ontology")
        source_ = vocabulary_.source(value);
    }
    if (in_term) finish();
    finish_mondo();
    if (terms_ == 0) file_.fail("no term before the end of the file");
  }

 private:
  void field(std::string_view tag, std::string_view value) {
    if (tag == "id") {
      stanza_.id = value;
    } else if (tag == "name") {
      stanza_.name = value;
    } else if (tag == "is_a") {
      stanza_.parents.emplace_back(value.substr(0, value.find_first_of(" {")));
    } else if (tag == "alt_id") {
      stanza_.alternatives.emplace_back(value.substr(0, value.find_first_of(" {")));
    } else if (tag == "replaced_by") {
      if (stanza_.replaced_by.empty())  // of several the first
        stanza_.replaced_by = value.substr(0, value.find_first_of(" {"));
    } else if (tag == "is_obsolete") {
      stanza_.obsolete = value == "true";
    } else if (tag == "xref") {
      // Where the ontology says how near a reference is, only equals join.
      const std::size_t gap = value.find_first_of(" {");
      const std::string_view note = gap == std::string_view::npos ? "" : value.substr(gap);
      const bool equal = note.find("source=\"MONDO:") == std::string_view::npos ||
                         note.find("MONDO:equivalentTo") != std::string_view::npos;
      (equal ? stanza_.same : stanza_.near).emplace_back(value.substr(0, gap));
    } else if (tag == "synonym") {
      std::string text;
      std::string_view rest;
      if (!quoted(value, text, rest)) file_.fail("a synonym without closing quotation mark");
      NameKind kind = NameKind::related;
      if (rest.starts_with("EXACT"))
        kind = rest.find("ABBREVIATION") != std::string_view::npos ? NameKind::abbreviation
                                                                   : NameKind::synonym;
      stanza_.synonyms.emplace_back(std::move(text), kind);
    }
  }

  std::string_view type_of(std::string_view id) const {
    const std::string canonical = canonical_id(id);
    for (const SpaceType& entry : space_types)
      if (entry.space == id_space(canonical)) return entry.type;
    return "other";
  }

  void finish() {
    if (stanza_.id.empty()) file_.fail("a term without id");
    ++terms_;
    if (stanza_.id.starts_with("MONDO:"))
      mondo_.push_back(std::move(stanza_));
    else
      add();
  }

  /// MONDO's terms, but for what it says of diseases: its "rare", "congenital" and "complete" are
  /// no diseases. Its terms do not stand behind their parents, so all are read first.
  void finish_mondo() {
    std::set<std::string> characteristics{"MONDO:0021125"};
    for (std::size_t before = 0; before != characteristics.size();) {
      before = characteristics.size();
      for (const Stanza& term : mondo_) {
        if (std::ranges::any_of(term.parents, [&](const std::string& parent) {
              return characteristics.contains(parent);
            }))
          characteristics.insert(term.id);
      }
    }
    for (Stanza& term : mondo_) {
      stanza_ = std::move(term);
      if (characteristics.contains(stanza_.id))
        vocabulary_.leave_out("record", "no disease: what is said of one", stanza_.id);
      else
        add();
    }
  }

  void add() {
    if (stanza_.obsolete) {
      vocabulary_.leave_out("record",
                            stanza_.replaced_by.empty() ? "obsolete, without a successor"
                                                        : "obsolete; its id leads to its successor",
                            stanza_.id, stanza_.replaced_by);
      if (!stanza_.replaced_by.empty()) vocabulary_.add_successor(stanza_.id, stanza_.replaced_by);
      return;
    }
    if (stanza_.name.empty()) {
      vocabulary_.leave_out("record", "without a name: another ontology's", stanza_.id);
      return;
    }
    const std::uint32_t owner = vocabulary_.add_concept(
        stanza_.id, vocabulary_.type(type_of(stanza_.id)), stanza_.name, source_);
    // Cellosaurus calls all synonyms related, and refers to the disease, the species and the papers
    // of a line as it does to its entries elsewhere.
    const bool cell_line = type_of(stanza_.id) == "cell_line";
    for (const auto& [text, kind] : stanza_.synonyms)
      vocabulary_.add_name(owner, text, cell_line ? NameKind::alias : kind);
    for (const std::string& parent : stanza_.parents) vocabulary_.add_parent(owner, parent);
    for (const std::string& id : stanza_.same)
      if (!cell_line || lists_cell_lines(id))
        vocabulary_.add_id(owner, id, IdRelation::same);
      else
        stanza_.near.push_back(id);
    for (const std::string& id : stanza_.near)
      vocabulary_.leave_out("id", "a reference that claims no equality", id, stanza_.id);
    for (const std::string& id : stanza_.alternatives)
      vocabulary_.add_id(owner, id, IdRelation::superseded);
  }

  SourceFile& file_;
  RawVocabulary& vocabulary_;
  std::uint8_t source_ = vocabulary_.source("OBO");
  Stanza stanza_;
  std::vector<Stanza> mondo_;  ///< as read
  std::uint64_t terms_ = 0;
};

}  // namespace

void import_obo(SourceFile& file, RawVocabulary& vocabulary) {
  OboImporter(file, vocabulary).run();
}

}  // namespace osteon::osv
