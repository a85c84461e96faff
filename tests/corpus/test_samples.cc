// The shared records: every word of their titles, abstracts and passages is in what is read. What a
// record says is found here by other means than the readers'.
#include <filesystem>
#include <iostream>
#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "tests/catch.h"
#include "tests/corpus/paper_text.h"

using namespace osteon;
using namespace osteon::test;
using nlohmann::json;

namespace {

using Words = std::map<std::string, int>;

// Runs of ASCII letters and digits; all else differs by encoding.
void count_words(std::string_view text, Words& words, int sign) {
  std::string word;
  for (std::size_t i = 0; i <= text.size(); ++i) {
    const char c = i < text.size() ? text[i] : ' ';
    if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')) {
      word += c;
    } else {
      if (word.size() >= 3) words[word] += sign;
      word.clear();
    }
  }
}

// Everything between `begin` and `end`, tags and character references taken out. Raised and lowered
// text has no border to its word, so tags leave nothing behind.
std::vector<std::string> between(std::string_view bytes, const std::string& begin,
                                 const std::string& end) {
  std::vector<std::string> out;
  for (std::size_t at = bytes.find(begin); at != bytes.npos; at = bytes.find(begin, at + 1)) {
    const std::size_t open = bytes.find('>', at);
    if (open == bytes.npos ||
        (bytes[at + begin.size()] != '>' && bytes[at + begin.size()] != ' ')) {
      continue;
    }
    if (bytes[open - 1] == '/') continue;
    const std::string_view inner = bytes.substr(open + 1, bytes.find(end, open) - open - 1);
    std::string text;
    for (std::size_t i = 0; i < inner.size(); ++i) {
      if (inner[i] == '<') {
        i = std::min(inner.find('>', i), inner.size());
      } else if (inner[i] == '&') {
        i = std::min(inner.find(';', i), inner.size());
        text += ' ';
      } else {
        text += inner[i];
      }
    }
    out.push_back(std::move(text));
  }
  return out;
}

// `bytes` without the stretches from `begin` to `end` that hold `mark`.
std::string without(std::string_view bytes, std::string_view begin, std::string_view end,
                    std::string_view mark) {
  std::string out;
  for (std::size_t at = 0; at < bytes.size();) {
    const std::size_t from = std::min(bytes.find(begin, at), bytes.size());
    const std::size_t to = std::min(bytes.find(end, from), bytes.size() - end.size()) + end.size();
    out += bytes.substr(at, from - at);
    if (from == bytes.size()) break;
    const std::string_view stretch = bytes.substr(from, to - from);
    if (stretch.find(mark) == stretch.npos) out += stretch;
    at = to;
  }
  return out;
}

// Reference lists are left out on purpose.
bool is_reference(const json& passage) {
  const json infons = passage.value("infons", json::object());
  for (const char* key : {"section_type", "type", "iao_name_1"}) {
    const auto at = infons.find(key);
    if (at == infons.end() || !at->is_string()) continue;
    const std::string kind = at->get<std::string>();
    if (kind == "REF" || kind.starts_with("ref")) return true;
  }
  return false;
}

void collect_texts(const json& value, const std::string& key, std::vector<std::string>& out) {
  if (value.is_array()) {
    for (const json& one : value) collect_texts(one, key, out);
  } else if (value.is_object()) {
    if (is_reference(value)) return;
    for (const auto& [name, one] : value.items()) {
      if (name == key && one.is_string()) out.push_back(one.get<std::string>());
      // Annotations repeat words of the passage.
      if (name != "annotations") collect_texts(one, key, out);
    }
  }
}

std::vector<std::string> expected_texts(const Document& document) {
  const std::string_view bytes = document.bytes;
  std::vector<std::string> out;
  const auto add = [&](std::vector<std::string> more) {
    out.insert(out.end(), more.begin(), more.end());
  };
  if (bytes.find("<PubmedArticle") != bytes.npos) {
    add(between(bytes, "<ArticleTitle", "</ArticleTitle>"));
    add(between(bytes, "<AbstractText", "</AbstractText>"));
  } else if (bytes.find("<collection") < 2000) {
    // Annotations hold text as well, and reference lists are left out on purpose.
    std::string plain = without(bytes, "<annotation", "</annotation>", "");
    for (const char* mark : {">REF<", ">ref<", ">ref_title<", ">reference<", ">References<"}) {
      plain = without(plain, "<passage>", "</passage>", mark);
    }
    add(between(plain, "<text", "</text>"));
  } else if (bytes.starts_with("PMID-") || bytes.starts_with("\nPMID-")) {
    for (const char* tag : {"\nTI  - ", "\nAB  - "}) {
      for (std::size_t at = bytes.find(tag); at != bytes.npos; at = bytes.find(tag, at + 1)) {
        std::size_t end = bytes.find('\n', at + 1);
        while (end != bytes.npos && bytes.substr(end + 1, 6) == "      ") {
          end = bytes.find('\n', end + 1);
        }
        out.emplace_back(bytes.substr(at + 7, end - at - 7));
      }
    }
  } else if (bytes.starts_with("{") || bytes.starts_with("[")) {
    const json whole = json::parse(bytes, nullptr, false);
    if (!whole.is_discarded() && (whole.contains("passages") || !whole.contains("_id"))) {
      collect_texts(whole, "text", out);
    } else {
      for (std::string_view rest = bytes; !rest.empty();) {
        const std::size_t end = std::min(rest.find('\n'), rest.size());
        const json line = json::parse(rest.substr(0, end), nullptr, false);
        for (const char* field : {"title", "text"}) {
          if (line.is_object() && line.contains(field)) out.push_back(line[field]);
        }
        rest.remove_prefix(std::min(end + 1, rest.size()));
      }
    }
  } else {
    for (const char* mark : {"|t|", "|a|"}) {
      for (std::size_t at = bytes.find(mark); at != bytes.npos; at = bytes.find(mark, at + 1)) {
        out.emplace_back(bytes.substr(at + 3, bytes.find('\n', at) - at - 3));
      }
    }
  }
  return out;
}

// Words of the document that are not in its papers, with how often.
std::string lost_words(const Document& document, const ReadResult& result) {
  Words words;
  for (const std::string& text : expected_texts(document)) count_words(text, words, 1);
  for (const Paper& paper : result.papers) {
    count_words(paper.title, words, -1);
    for (const Section& section : paper.sections) {
      count_words(section.heading, words, -1);
      for (const std::string& paragraph : section.paragraphs) count_words(paragraph, words, -1);
    }
  }
  std::string out;
  for (const auto& [word, count] : words) {
    if (count > 0 && out.size() < 500) out += word + " x" + std::to_string(count) + ", ";
  }
  return out;
}

// Compares one document in `every`, where all of a set are written alike; returns how many had
// anything to compare.
std::size_t check_set(const char* archive, const std::string& within, std::size_t every = 1) {
  const std::filesystem::path data = shared_data();
  if (data.empty()) {
    std::cout << "skipped: no shared data (OSTEON_SHARED)\n";
    return 0;
  }
  std::size_t seen = 0, compared = 0, papers = 0;
  visit_documents(
      {(data / archive).string()}, {},
      [&](Document&& document) {
        if (document.source.find(within) == std::string::npos) return true;
        if (seen++ % every != 0) return true;
        if (expected_texts(document).empty()) return true;
        const ReadResult result = read_document(document);
        CAPTURE(document.source);
        CHECK(lost_words(document, result) == "");
        papers += result.papers.size();
        ++compared;
        return true;
      },
      [&](Problem&& problem) {
        FAIL_CHECK(problem.source << " " << problem.reason);
        return true;
      });
  CHECK(compared > 0);
  std::cout << archive << " " << within << ": " << compared << " documents, " << papers
            << " papers\n";
  return compared;
}

}  // namespace

TEST_CASE("no word of the retrieval collections is lost") {
  check_set("retrieval/nfcorpus.tar.xz", "corpus.jsonl");
  check_set("retrieval/scifact.tar.xz", "corpus.jsonl");
  check_set("retrieval/evidence_inference_passages.tar.xz", "corpus", 6);
}

TEST_CASE("no word of the sample records is lost") {
  for (const char* folder :
       {"/pubmed_xml/", "/pubmed_xml_metapub/", "/medline_nbib/", "/bioc/", "/bioc_json/",
        "/pubtator3_biocjson/", "/pubtator_central/", "/pubtator_pipeline_fulltext/"}) {
    check_set("formats.tar.xz", folder);
  }
}
