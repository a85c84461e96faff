// Reading, annotating and writing PubTator text.
#include "analyzers/linking/pubtator.h"

#include <algorithm>
#include <array>

#include "analyzers/concept_id.h"
#include "analyzers/vocabulary/compiled.h"
#include "analyzers/vocabulary/raw.h"
#include "base/number.h"
#include "base/utf8.h"

namespace osteon {
namespace {

struct TypeName {
  std::string_view pubtator, osteon;
};
constexpr std::array type_names = {
    TypeName{"Disease", "disease"},
    TypeName{"DiseaseOrPhenotypicFeature", "disease"},
    TypeName{"DiseaseClass", "disease"},
    TypeName{"SpecificDisease", "disease"},
    TypeName{"Modifier", "disease"},
    TypeName{"CompositeMention", "disease"},
    TypeName{"Chemical", "chemical"},
    TypeName{"ChemicalEntity", "chemical"},
    TypeName{"Gene", "gene"},
    TypeName{"GeneOrGeneProduct", "gene"},
    TypeName{"Species", "species"},
    TypeName{"OrganismTaxon", "species"},
    TypeName{"CellLine", "cell_line"},
    TypeName{"SequenceVariant", "variant"},
    TypeName{"ProteinMutation", "variant"},
    TypeName{"DNAMutation", "variant"},
    TypeName{"SNP", "variant"},
};

// The byte offset of each code point of a text, and its size at the end.
std::vector<std::uint32_t> code_point_offsets(std::string_view text) {
  std::vector<std::uint32_t> offsets;
  for (std::uint32_t i = 0; i < text.size(); ++i)
    if ((static_cast<unsigned char>(text[i]) & 0xC0) != 0x80) offsets.push_back(i);
  offsets.push_back(static_cast<std::uint32_t>(text.size()));
  return offsets;
}

std::uint32_t code_points(std::string_view text) {
  return static_cast<std::uint32_t>(count_code_points(text));
}

std::vector<std::string> take_apart(std::string_view ids) {
  std::vector<std::string> parts;
  std::string part;
  const auto flush = [&] {
    const std::string_view id = osv::trim(part);
    if (!id.empty() && id != "-1" && id != "-" && std::ranges::find(parts, id) == parts.end())
      parts.emplace_back(id);
    part.clear();
  };
  for (char c : ids) {
    if (c == '|' || c == ',' || c == ';' || c == '+')
      flush();
    else
      part += c;
  }
  flush();
  return parts;
}

}  // namespace

std::string_view type_of_pubtator(std::string_view type) {
  for (const TypeName& entry : type_names)
    if (entry.pubtator == type) return entry.osteon;
  return {};
}

std::string id_of_pubtator(std::string_view id, std::string_view type) {
  const std::string_view space = type == "gene" ? "NCBIGene" : type == "species" ? "taxon" : "";
  // GNormPlus and NLM-Gene add the species: "574453(Tax:9606)".
  if (const std::size_t bracket = id.find('('); bracket != std::string_view::npos && bracket > 0)
    id = id.substr(0, bracket);
  // A disease by a bare number is OMIM's.
  const std::string canonical = canonical_id(id, type == "disease" ? "OMIM" : space);
  return canonical.empty() ? std::string(id) : canonical;
}

std::vector<PubtatorDocument> read_pubtator(std::string_view text, std::string_view source,
                                            std::vector<Problem>& problems) {
  std::vector<PubtatorDocument> documents;
  std::vector<std::uint32_t> offsets;
  std::string whole;
  bool open = false;
  std::size_t line_number = 0;
  const auto report = [&](const std::string& reason) {
    problems.push_back({std::string(source), "line " + std::to_string(line_number), reason});
  };
  for (std::string_view line : osv::split(text, '\n')) {
    ++line_number;
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (osv::trim(line).empty()) {
      open = false;
      continue;
    }
    const std::size_t bar = line.find('|');
    if (bar != std::string_view::npos && bar + 2 < line.size() && line[bar + 2] == '|' &&
        (line[bar + 1] == 't' || line[bar + 1] == 'a') && line.find('\t') > bar) {
      const std::string_view id = line.substr(0, bar), body = line.substr(bar + 3);
      if (line[bar + 1] == 't') {
        documents.push_back({std::string(id), std::string(body), {}, {}});
        open = true;
      } else if (open && documents.back().id == id) {
        documents.back().abstract_text = body;
      } else {
        report("an abstract without its title");
        continue;
      }
      whole = documents.back().title + " " + documents.back().abstract_text;
      offsets = code_point_offsets(whole);
      continue;
    }
    const auto fields = osv::split(line, '\t');
    if (!open || documents.back().id != fields[0] || fields.size() < 4) {
      report("neither a text nor an annotation of the document above");
      continue;
    }
    PubtatorAnnotation annotation;
    // Relations ("CID D003000 D006973") have no offsets.
    if (!read_number(fields[1], annotation.begin) || !read_number(fields[2], annotation.end))
      continue;
    if (fields.size() < 5 || annotation.begin >= annotation.end) {
      report("an annotation without type, or an empty one");
      continue;
    }
    annotation.text = fields[3];
    annotation.type = fields[4];
    if (fields.size() > 5) annotation.ids = take_apart(fields[5]);
    if (annotation.end >= offsets.size() ||
        std::string_view(whole).substr(offsets[annotation.begin],
                                       offsets[annotation.end] - offsets[annotation.begin]) !=
            annotation.text)
      report("the annotation's text is not where its offsets say");
    documents.back().annotations.push_back(std::move(annotation));
  }
  return documents;
}

std::string write_pubtator(const PubtatorDocument& document) {
  std::string text = document.id + "|t|" + document.title + "\n" + document.id + "|a|" +
                     document.abstract_text + "\n";
  for (const PubtatorAnnotation& annotation : document.annotations) {
    text += document.id + '\t' + std::to_string(annotation.begin) + '\t' +
            std::to_string(annotation.end) + '\t' + annotation.text + '\t' + annotation.type + '\t';
    for (std::size_t i = 0; i < annotation.ids.size(); ++i)
      text += (i > 0 ? "|" : "") + annotation.ids[i];
    text += '\n';
  }
  return text + '\n';
}

namespace {

struct PubtatorType {
  std::string_view type, name;
  std::vector<std::string_view> spaces;
};

// The concept's id in the first of the format's name spaces that it has one in. Genes and taxa are
// written as bare numbers there, the others with their space; a breed is its species.
std::string pubtator_id(const DocumentConcept& known, const PubtatorType& type,
                        const osv::Compiled& file) {
  if (!known.annotated_id.empty()) {
    const std::string_view space = id_space(known.annotated_id);
    return space == "NCBIGene" || space == "taxon" ? std::string(id_local(known.annotated_id))
                                                   : known.annotated_id;
  }
  for (std::string_view space : type.spaces)
    for (const std::string& id : known.ids)
      if (id_space(id) == space)
        return space == "NCBIGene" || space == "taxon" ? std::string(id_local(id)) : id;
  if (known.type == "species" && known.index != no_concept)
    if (const std::uint32_t taxon = file.record(known.index)->taxon; taxon != 0)
      return std::to_string(taxon);
  return {};
}

}  // namespace

void annotate(PubtatorDocument& document, const Vocabulary& vocabulary, const Tagger& tagger,
              const Analyzer& analyzer) {
  const osv::Compiled& file = vocabulary.impl().file;
  std::vector<PubtatorType> types;
  for (const osv::TypeRecord& record : file.types)
    if (const std::string_view name = file.string(record.pubtator_name); !name.empty())
      types.push_back(
          {file.string(record.name), name, osv::split(file.string(record.pubtator_spaces), '|')});
  TokenList title, abstract_tokens;
  analyzer.analyze(document.title, title);
  analyzer.analyze(document.abstract_text, abstract_tokens);
  const std::array<TaggerText, 2> texts = {
      {{document.title, &title}, {document.abstract_text, &abstract_tokens}}};
  const DocumentTags tags = tagger.tag(texts, {});
  document.annotations.clear();
  std::uint32_t before = 0;
  for (std::size_t i = 0; i < texts.size(); ++i) {
    const std::string_view text = texts[i].text;
    // Mentions come in order: characters are counted from one to the next.
    std::uint32_t counted = 0, characters = 0;
    for (const Mention& mention : tags.mentions[i]) {
      if (!mention.accepted) continue;
      const DocumentConcept& known = tags.concepts[mention.concept_number];
      const auto type = std::ranges::find(types, known.type, &PubtatorType::type);
      if (type == types.end()) continue;
      std::string id = pubtator_id(known, *type, file);
      if (id.empty()) continue;
      const std::string_view surface = text.substr(mention.begin, mention.end - mention.begin);
      characters += code_points(text.substr(counted, mention.begin - counted));
      counted = mention.begin;
      const std::uint32_t begin = before + characters;
      const std::uint32_t end = begin + code_points(surface);
      // Parts of a coordination may share a span: one annotation with several ids.
      const auto same = std::ranges::find_if(document.annotations, [&](const auto& other) {
        return other.begin == begin && other.end == end && other.type == type->name;
      });
      if (same == document.annotations.end())
        document.annotations.push_back(
            {begin, end, std::string(surface), std::string(type->name), {std::move(id)}});
      else if (std::ranges::find(same->ids, id) == same->ids.end())
        same->ids.push_back(std::move(id));
    }
    before += code_points(text) + 1;
  }
}

}  // namespace osteon
