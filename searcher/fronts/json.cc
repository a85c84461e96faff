// Writes each public value with the names of docs/json.md, in their order there.
#include "searcher/fronts/json.h"

#include "searcher/fronts/json_parts.h"

namespace osteon {

using namespace json_parts;

std::string json_parts::text(const Json& json) {
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

Json json_parts::document() {
  return Json{{"schema_version", json_schema_version}};
}

Json json_parts::notice(const Notice& value) {
  Json out = {
      {"kind", value.kind}, {"message", value.message}, {"begin", value.begin}, {"end", value.end}};
  if (!value.offers.empty()) out["offers"] = value.offers;
  return out;
}

namespace {

Json receipt_item(const ReceiptItem& item) {
  Json alternatives = Json::array();
  for (const auto& [id, name] : item.alternatives) {
    alternatives.push_back({{"id", id}, {"name", name}});
  }
  Json out = {{"text", item.text},
              {"begin", item.begin},
              {"end", item.end},
              {"sense", item.sense},
              {"type", item.type},
              {"ids", list(item.ids)},
              {"forms", list(item.forms)},
              {"explosion", item.explosion},
              {"papers", item.papers},
              {"passages", item.passages},
              {"literal_passages", item.literal_passages},
              {"alternatives", std::move(alternatives)}};
  if (!item.form_counts.empty()) {
    out["form_counts"] = list(item.form_counts, [](const FormCount& one) {
      return Json{{"form", one.form}, {"papers", one.papers}, {"passages", one.passages}};
    });
  }
  return out;
}

}  // namespace

Json json_parts::strategy_line(const StrategyLine& line) {
  return {{"number", line.number}, {"text", line.text},     {"begin", line.begin},
          {"end", line.end},       {"papers", line.papers}, {"passages", line.passages}};
}

Json json_parts::receipt(const Receipt& value) {
  return {{"interpretation", value.interpretation},
          {"items", list(value.items, receipt_item)},
          {"vocabulary_fingerprint", value.vocabulary_fingerprint},
          {"analyzer_fingerprint", value.analyzer_fingerprint},
          {"revision", value.revision}};
}

namespace {

Json summary(const PaperSummary& paper) {
  return {{"id", paper.id},       {"pmcid", paper.pmcid},
          {"pmid", paper.pmid},   {"doi", paper.doi},
          {"title", paper.title}, {"authors", list(paper.authors)},
          {"year", paper.year},   {"journal", paper.journal},
          {"type", paper.type},   {"flags", list(paper.flags)}};
}

Json detail(const ScoreDetail& part) {
  return {{"name", part.name},
          {"value", part.value},
          {"formula", part.formula},
          {"parts", list(part.parts, detail)}};
}

Json ranges(const std::vector<std::pair<std::size_t, std::size_t>>& values) {
  return list(values, [](const auto& one) { return Json::array({one.first, one.second}); });
}

Json passage(const PassageHit& hit) {
  Json out = {{"id", hit.id},
              {"section", hit.section},
              {"text", hit.text},
              {"highlights", ranges(hit.highlights)},
              {"score", hit.score}};
  if (!hit.explanation.empty()) out["explanation"] = list(hit.explanation, detail);
  return out;
}

Json paper_hit(const PaperHit& hit) {
  Json out = {{"paper", summary(hit.paper)},
              {"score", hit.score},
              {"passages", list(hit.passages, passage)}};
  if (!hit.copies.empty()) out["copies"] = list(hit.copies);
  return out;
}

Json related(const RelatedConcept& value) {
  return {{"id", value.id},
          {"name", value.name},
          {"type", value.type},
          {"papers", value.papers},
          {"all_papers", value.all_papers},
          {"lift", value.lift}};
}

Json completion(const Completion& value) {
  return {{"kind", value.kind},
          {"text", value.text},
          {"id", value.id},
          {"type", value.type},
          {"papers", value.papers}};
}

Json facet_value(const FacetValue& value) {
  Json out = {{"id", value.id},
              {"name", value.name},
              {"papers", value.papers},
              {"selected", value.selected}};
  if (value.lift > 0) out["lift"] = value.lift;
  return out;
}

// "2026-01-09", "2026-01", "2026" or "", as far as it is known.
std::string date(const Date& value) {
  if (value.year == 0) return {};
  const auto two = [](int number) {
    return std::string{'-', static_cast<char>('0' + number / 10 % 10),
                       static_cast<char>('0' + number % 10)};
  };
  std::string out = std::to_string(value.year);
  out.insert(0, out.size() < 4 ? 4 - out.size() : 0, '0');
  if (value.month != 0) out += two(value.month);
  if (value.month != 0 && value.day != 0) out += two(value.day);
  return out;
}

std::string_view provenance(EntityProvenance value) {
  switch (value) {
    case EntityProvenance::linked:
      return "linked";
    case EntityProvenance::full_text:
      return "full_text";
    case EntityProvenance::annotation:
      return "annotation";
  }
  return "full_text";
}

Json entity(const PaperEntity& value) {
  return {{"type", value.type},
          {"name", value.name},
          {"description", value.description},
          {"ids", list(value.ids)},
          {"provenance", provenance(value.provenance)}};
}

Json section(const StoredSection& value) {
  return {{"heading", value.heading},
          {"kind", value.kind},
          {"passages", list(value.passages, [](const StoredPassage& one) {
             return Json{{"id", one.id}, {"text", one.text}};
           })}};
}

Json concept_count(const ConceptCount& value) {
  return {{"id", value.id},
          {"ids", list(value.ids)},
          {"type", value.type},
          {"name", value.name},
          {"mentions", value.mentions}};
}

Json reference(const ConceptReference& value) {
  return {{"id", value.id}, {"type", value.type}, {"name", value.name}};
}

Json counted_concept(const CountedConcept& value) {
  Json out = reference(value.named);
  out["papers"] = value.papers;
  return out;
}

Json& add_association(Json& out, const Association& with) {
  out["papers"] = with.papers;
  out["sentences"] = with.sentences;
  out["lift"] = with.lift;
  out["strength"] = with.strength;
  out["quote"] = {{"paper", with.quote.paper},
                  {"passage", with.quote.passage},
                  {"text", with.quote.text},
                  {"highlights", ranges(with.quote.highlights)}};
  return out;
}

Json neighbour(const Neighbour& value) {
  Json out = reference(value.named);
  return add_association(out, value.with);
}

Json pair(const ConceptPair& value) {
  Json out = {{"left", reference(value.left)}, {"right", reference(value.right)}};
  return add_association(out, value.with);
}

}  // namespace

std::string to_json(const SearchResponse& response) {
  Json out = document();
  out["query"] = response.query;
  out["interpretation"] = response.interpretation;
  out["total_papers"] = response.total_papers;
  out["total_passages"] = response.total_passages;
  out["more_papers_across_passages"] = response.more_papers_across_passages;
  out["took_ms"] = response.took_ms;
  out["hits"] = list(response.hits, paper_hit);
  out["facets"] = Json::object();
  for (const auto& [name, values] : response.facets) {
    out["facets"][name] = list(values, facet_value);
  }
  if (!response.related.empty()) out["related"] = list(response.related, related);
  out["notices"] = list(response.notices, notice);
  if (!response.strategy.empty()) out["strategy"] = list(response.strategy, strategy_line);
  if (response.receipt) out["receipt"] = receipt(*response.receipt);
  out["next_cursor"] = response.next_cursor;
  return text(out);
}

std::string to_json(const WhyNot& answer) {
  Json out = document();
  out["outcome"] = answer.outcome;
  out["message"] = answer.message;
  out["paper"] = answer.paper;
  out["title"] = answer.title;
  out["nearest"] = list(answer.nearest);
  out["interpretation"] = answer.interpretation;
  out["filters"] = list(answer.filters);
  out["parts"] = list(answer.parts, [](const WhyNotPart& part) {
    return Json{{"text", part.text},
                {"passages", part.passages},
                {"examples", list(part.examples)},
                {"remark", part.remark}};
  });
  out["rank"] = answer.rank;
  out["total_papers"] = answer.total_papers;
  out["score"] = answer.score;
  out["explanation"] = list(answer.explanation, detail);
  out["rivals"] = list(answer.rivals, [](const WhyNotRival& rival) {
    return Json{{"paper", summary(rival.paper)},
                {"score", rival.score},
                {"explanation", list(rival.explanation, detail)}};
  });
  out["notices"] = list(answer.notices, notice);
  return text(out);
}

std::string to_json(const PaperHit& hit) {
  return text(paper_hit(hit));
}

std::string to_json(const StoredPaper& stored) {
  const Paper& paper = stored.paper;
  Json out = document();
  out["id"] = paper.id;
  out["pmcid"] = paper.ids.pmcid;
  out["pmid"] = paper.ids.pmid;
  out["doi"] = paper.ids.doi;
  out["title"] = paper.title;
  out["authors"] = list(paper.authors);
  out["year"] = paper.date.year;
  out["date"] = date(paper.date);
  out["journal"] = paper.journal;
  out["type"] = paper.type;
  out["licence"] = paper.licence;
  out["flags"] = list(paper.flags);
  out["keywords"] = list(paper.keywords);
  out["links"] = list(paper.links, [](const PaperLink& link) {
    return Json{{"relation", link.relation}, {"id", link.id}, {"note", link.note}};
  });
  out["source"] = paper.source;
  out["format"] = paper.format;
  out["sources"] = list(stored.sources, [](const PaperSource& one) {
    return Json{{"source", one.source}, {"format", one.format}};
  });
  out["entities"] = list(paper.entities, entity);
  out["sections"] = list(stored.sections, section);
  out["concepts"] = list(stored.concepts, concept_count);
  return text(out);
}

std::string to_json(const std::string& prefix, const std::vector<Completion>& completions) {
  Json out = document();
  out["prefix"] = prefix;
  out["completions"] = list(completions, completion);
  return text(out);
}

std::string to_json(const IndexStatistics& statistics) {
  Json out = document();
  out["revision"] = statistics.revision;
  out["papers"] = statistics.papers;
  out["passages"] = statistics.passages;
  out["segments"] = statistics.segments;
  out["terms"] = statistics.terms;
  out["concepts"] = statistics.concepts;
  out["text_bytes"] = statistics.text_bytes;
  out["index_bytes"] = statistics.index_bytes;
  out["analyzer_fingerprint"] = statistics.analyzer_fingerprint;
  out["vocabulary_fingerprint"] = statistics.vocabulary_fingerprint;
  return text(out);
}

std::string to_json(const ConceptPage& page) {
  Json out = document();
  out.update(reference(page.named));
  out["ids"] = list(page.ids);
  out["names"] = list(page.names);
  out["parents"] = list(page.parents, counted_concept);
  out["children"] = list(page.children, counted_concept);
  out["child_count"] = page.child_count;
  out["narrower"] = page.narrower;
  out["papers"] = page.papers;
  out["passages"] = page.passages;
  out["own_papers"] = page.own_papers;
  out["own_passages"] = page.own_passages;
  out["hits"] = list(page.hits, paper_hit);
  out["same_sentence"] = Json::object();
  for (const auto& [type, neighbours] : page.same_sentence) {
    out["same_sentence"][type] = list(neighbours, neighbour);
  }
  out["other_senses"] = list(page.other_senses, reference);
  out["revision"] = page.revision;
  return text(out);
}

std::string to_json(const PairTable& table) {
  Json out = document();
  out["query"] = table.query;
  out["interpretation"] = table.interpretation;
  out["left"] = table.left;
  out["right"] = table.right;
  out["papers"] = table.papers;
  out["passages"] = table.passages;
  out["sentences"] = table.sentences;
  out["total_pairs"] = table.total_pairs;
  out["exact"] = table.exact;
  out["took_ms"] = table.took_ms;
  out["pairs"] = list(table.pairs, pair);
  out["notices"] = list(table.notices, notice);
  return text(out);
}

std::string error_json(std::string_view code, std::string_view message) {
  Json out = document();
  out["error"] = {{"code", code}, {"message", message}};
  return text(out);
}

}  // namespace osteon
