// MeSH descriptor and supplementary records from NLM's XML, streamed.
#include <libxml/xmlreader.h>

#include <algorithm>
#include <charconv>
#include <memory>
#include <unordered_map>

#include "analyzers/data.h"
#include "analyzers/vocabulary/import.h"
#include "base/ascii.h"

namespace osteon::osv {
namespace {

struct TreeRow {
  std::string_view prefix, type;
};

// data/mesh_trees.tsv, in its order.
const std::vector<TreeRow>& tree_rows() {
  static const std::vector<TreeRow> rows = [] {
    std::vector<TreeRow> read;
    for (std::string_view line : split(data::mesh_trees, '\n')) {
      if (line.empty() || line[0] == '#') continue;
      const auto fields = split(line, '\t');
      read.push_back({fields.at(0), fields.at(1)});
    }
    return read;
  }();
  return rows;
}

// The year in `<!DOCTYPE … SYSTEM "…recordset_20240101.dtd">` or `"desc2003.dtd"`; 0 without one.
std::uint16_t release_year(std::string_view head) {
  constexpr std::size_t digits = 4;
  const std::size_t begin = head.find("<!DOCTYPE");
  if (begin == std::string_view::npos) return 0;
  const std::string_view type = head.substr(begin, head.find('>', begin) - begin);
  std::size_t at = type.rfind(".dtd");
  if (at == std::string_view::npos) return 0;
  while (at > 0 && ascii::is_digit(type[at - 1])) --at;
  std::uint16_t year = 0;
  std::from_chars(type.data() + at, type.data() + std::min(at + digits, type.size()), year);
  return year;
}

// The row for one tree number; rows().size() if none.
std::size_t tree_row(std::string_view tree) {
  const auto& rows = tree_rows();
  std::size_t best = rows.size();
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const std::string_view prefix = rows[i].prefix;
    if (!tree.starts_with(prefix)) continue;
    if (tree.size() > prefix.size() && prefix.size() > 1 && tree[prefix.size()] != '.') continue;
    if (best == rows.size() || prefix.size() > rows[best].prefix.size()) best = i;
  }
  return best;
}

struct Term {
  std::string text;
  NameKind kind = NameKind::synonym;
};

struct Record {
  std::string id, name, record_class;
  std::vector<std::string> trees, mapped, actions, registry;
  std::vector<Term> terms;
  std::vector<std::pair<std::string, bool>> concepts;  ///< number, preferred
};

class MeshImporter {
 public:
  MeshImporter(SourceFile& file, RawVocabulary& vocabulary)
      : file_(file), vocabulary_(vocabulary) {}

  /// True if these were descriptors.
  bool run() {
    release_ = release_year(file_.peek());
    reader_.reset(xmlReaderForIO(
        [](void* context, char* bytes, int size) -> int {
          auto* self = static_cast<MeshImporter*>(context);
          try {
            return static_cast<int>(self->file_.read(bytes, static_cast<std::size_t>(size)));
          } catch (...) {
            self->failure_ = std::current_exception();
            return -1;
          }
        },
        nullptr, this, file_.path().c_str(), nullptr,
        XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING | XML_PARSE_COMPACT));
    if (reader_ == nullptr) file_.fail("the XML reader cannot be made");
    int status = 0;
    while ((status = xmlTextReaderRead(reader_.get())) == 1) node();
    if (failure_) std::rethrow_exception(failure_);
    if (status < 0) file_.fail("broken or truncated XML");
    if (!complete_) file_.fail("no MeSH records");
    connect();
    return descriptors_;
  }

 private:
  void node() {
    const int type = xmlTextReaderNodeType(reader_.get());
    if (type == XML_READER_TYPE_ELEMENT) {
      const std::string_view name = name_of_node();
      if (path_.empty()) root(name);
      if (xmlTextReaderIsEmptyElement(reader_.get()) == 0) {
        path_.emplace_back(name);
        start(name);
      }
      text_.clear();
    } else if (type == XML_READER_TYPE_END_ELEMENT) {
      end(path_.back());
      path_.pop_back();
      text_.clear();
      if (path_.empty()) complete_ = true;
    } else if (type == XML_READER_TYPE_TEXT || type == XML_READER_TYPE_CDATA ||
               type == XML_READER_TYPE_SIGNIFICANT_WHITESPACE) {
      if (const xmlChar* value = xmlTextReaderConstValue(reader_.get()))
        text_ += reinterpret_cast<const char*>(value);
    }
  }

  std::string_view name_of_node() {
    const xmlChar* name = xmlTextReaderConstName(reader_.get());
    return name == nullptr ? "" : reinterpret_cast<const char*>(name);
  }

  std::string attribute(const char* name) {
    xmlChar* value =
        xmlTextReaderGetAttribute(reader_.get(), reinterpret_cast<const xmlChar*>(name));
    std::string text = value == nullptr ? "" : reinterpret_cast<const char*>(value);
    xmlFree(value);
    return text;
  }
  bool attribute_is(const char* name, std::string_view wanted) { return attribute(name) == wanted; }

  void root(std::string_view name) {
    descriptors_ = name == "DescriptorRecordSet";
    if (descriptors_)
      source_ = vocabulary_.source("MeSH descriptors");
    else if (name == "SupplementalRecordSet")
      source_ = vocabulary_.source("MeSH supplementary records");
    else
      file_.fail("<" + std::string(name) + "> is not a set of MeSH records that names concepts");
  }

  void start(std::string_view name) {
    if (name == "DescriptorRecord" || name == "SupplementalRecord") {
      record_ = {};
      record_.record_class = attribute("SCRClass");
    }
    if (name == "Concept") preferred_ = attribute_is("PreferredConceptYN", "Y");
    if (name == "Term") {
      term_ = {};
      if (attribute_is("IsPermutedTermYN", "Y"))
        term_.kind = NameKind::permuted;
      else if (attribute_is("LexicalTag", "ABB") || attribute_is("LexicalTag", "ACR") ||
               attribute_is("LexicalTag", "ABX") || attribute_is("LexicalTag", "ACX"))
        // ABX and ACX mark terms that only contain an abbreviation: synonyms like any other.
        term_.kind = attribute_is("LexicalTag", "ABB") || attribute_is("LexicalTag", "ACR")
                         ? NameKind::abbreviation
                         : NameKind::synonym;
    }
  }

  bool inside(std::string_view element) const {
    return std::ranges::find(path_, element) != path_.end();
  }
  std::string_view parent() const {
    if (path_.size() < 2) return {};
    return path_[path_.size() - 2];
  }

  void end(std::string_view name) {
    // Some files have an apostrophe escaped twice.
    for (std::size_t at = 0; (at = text_.find("&apos;", at)) != std::string::npos; ++at)
      text_.replace(at, std::string_view("&apos;").size(), "'");
    const std::string_view text = trim(text_);
    if (name == "DescriptorUI") {
      if (parent() == "DescriptorRecord")
        record_.id = text;
      else if (inside("PharmacologicalAction"))
        record_.actions.emplace_back(text);
      else if (inside("HeadingMappedTo"))
        // An asterisk marks the heading as the main point.
        record_.mapped.emplace_back(text.starts_with('*') ? text.substr(1) : text);
    } else if (name == "ConceptUI") {
      if (parent() == "Concept") record_.concepts.emplace_back(text, preferred_);
    } else if (name == "SupplementalRecordUI") {
      if (parent() == "SupplementalRecord") record_.id = text;
    } else if (name == "String") {
      if (parent() == "DescriptorName" && path_.size() >= 3 &&
          path_[path_.size() - 3] == "DescriptorRecord")
        record_.name = text;
      else if (parent() == "SupplementalRecordName" && path_.size() >= 3 &&
               path_[path_.size() - 3] == "SupplementalRecord")
        record_.name = text;
      else if (parent() == "Term")
        term_.text = text;
    } else if (name == "Term") {
      if (!term_.text.empty()) record_.terms.push_back(std::move(term_));
    } else if (name == "TreeNumber") {
      record_.trees.emplace_back(text);
    } else if (name == "DescriptorRecord" || name == "SupplementalRecord") {
      finish();
    }
  }

  void finish() {
    if (record_.id.empty() || record_.name.empty())
      file_.fail("a record without " + std::string(record_.id.empty() ? "id" : "name"));
    const std::uint32_t owner = vocabulary_.add_concept(
        "MESH:" + record_.id, vocabulary_.type(type_of_record()), record_.name, source_);
    for (const Term& term : record_.terms)
      if (term.text != record_.name) vocabulary_.add_name(owner, term.text, term.kind);
    for (const auto& [number, preferred] : record_.concepts)
      vocabulary_.mesh_concepts.push_back({vocabulary_.keep(number), owner, release_, preferred});
    for (const std::string& action : record_.actions)
      vocabulary_.add_parent(owner, "MESH:" + action, true);
    for (const std::string& heading : record_.mapped)
      vocabulary_.add_parent(owner, "MESH:" + heading);
    for (const std::string& tree : record_.trees) {
      owner_of_tree_.emplace(tree, owner);
      trees_.emplace_back(owner, tree);
    }
  }

  std::string_view type_of_record() const {
    const auto& rows = tree_rows();
    std::size_t best = rows.size();
    for (const std::string& tree : record_.trees) best = std::min(best, tree_row(tree));
    if (best < rows.size()) return rows[best].type;
    if (!record_.trees.empty() || record_.id.starts_with('D')) return "other";
    // A supplementary record is what its headings are, unless its name says that it is a protein;
    // a record with a disease among its headings is a disease.
    if (record_.name.find(" protein, ") != std::string::npos || record_.name.ends_with(" protein"))
      return "protein";
    std::string_view type = record_.mapped.empty() ? "chemical" : "other";
    std::size_t row = rows.size();
    for (const std::string& heading : record_.mapped)
      if (const auto it = heading_rows().find(heading); it != heading_rows().end())
        row = std::min(row, it->second);
    if (record_.mapped.empty() && is_disease_record()) return "disease";
    if (row < rows.size()) type = rows[row].type;
    // What maps to a class of drugs or to nothing known is a substance.
    if (type == "drug_class" || type == "other") type = "chemical";
    return type;
  }

  // Where a record says no heading: its class, else its number, for NLM took in rare diseases by
  // the thousand.
  bool is_disease_record() const {
    constexpr std::string_view disease_class = "3";
    if (record_.record_class == disease_class) return true;
    for (std::string_view line : split(data::mesh_records, '\n')) {
      if (line.empty() || line[0] == '#') continue;
      const auto fields = split(line, '\t');
      if (record_.id.size() == fields.at(0).size() && record_.id >= fields[0] &&
          record_.id <= fields.at(1))
        return true;
    }
    return false;
  }

  // The deciding row of each descriptor, whatever file it came from.
  const std::unordered_map<std::string, std::size_t>& heading_rows() const {
    if (!heading_rows_.empty()) return heading_rows_;
    for (const RawConcept& entry : vocabulary_.concepts) {
      if (!entry.id.starts_with("MESH:D")) continue;
      const std::string& type = vocabulary_.types[entry.type].name;
      const auto& rows = tree_rows();
      for (std::size_t i = 0; i < rows.size(); ++i)
        if (rows[i].type == type) {
          heading_rows_.emplace(entry.id.substr(5), i);
          break;
        }
    }
    return heading_rows_;
  }

  // A tree number's parent is the descriptor at the number without its last part.
  void connect() {
    for (const auto& [owner, tree] : trees_) {
      const std::size_t dot = tree.rfind('.');
      if (dot == std::string::npos) continue;
      const auto it = owner_of_tree_.find(tree.substr(0, dot));
      if (it != owner_of_tree_.end())
        vocabulary_.add_parent(owner, vocabulary_.concepts[it->second].id);
    }
  }

  struct FreeReader {
    void operator()(xmlTextReader* reader) const { xmlFreeTextReader(reader); }
  };

  SourceFile& file_;
  RawVocabulary& vocabulary_;
  std::unique_ptr<xmlTextReader, FreeReader> reader_;
  std::exception_ptr failure_;
  std::uint8_t source_ = 0;
  bool complete_ = false, descriptors_ = false, preferred_ = false;
  std::uint16_t release_ = 0;
  std::vector<std::string> path_;
  std::string text_;
  Record record_;
  Term term_;
  std::unordered_map<std::string, std::uint32_t> owner_of_tree_;
  std::vector<std::pair<std::uint32_t, std::string>> trees_;
  mutable std::unordered_map<std::string, std::size_t> heading_rows_;
};

}  // namespace

bool import_mesh(SourceFile& file, RawVocabulary& vocabulary) {
  return MeshImporter(file, vocabulary).run();
}

}  // namespace osteon::osv
