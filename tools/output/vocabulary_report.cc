#include "tools/output/vocabulary_report.h"

#include <cstdio>

#include "tools/output/terminal.h"

namespace osteon::tools {

using nlohmann::ordered_json;

ordered_json report_members(const VocabularyReport& report, const std::string& file) {
  ordered_json sources = ordered_json::array(), joins = ordered_json::array(),
               left_out = ordered_json::array();
  for (const VocabularySource& source : report.sources)
    sources.push_back({{"file", source.file},
                       {"format", source.format},
                       {"concepts", source.concepts},
                       {"names", source.names},
                       {"ids", source.ids}});
  for (const VocabularyReport::Joined& join : report.joins)
    joins.push_back({{"rule", join.rule}, {"count", join.count}});
  for (const VocabularyReport::Reason& reason : report.left_out) {
    ordered_json examples = ordered_json::array();
    for (const LeftOut& what : reason.first)
      examples.push_back({{"item", what.item}, {"concerns", what.concerns}});
    left_out.push_back({{"kind", reason.kind},
                        {"reason", reason.reason},
                        {"count", reason.count},
                        {"examples", std::move(examples)}});
  }
  return {{"file", file},
          {"fingerprint", report.fingerprint},
          {"concepts", report.concepts},
          {"names", report.names},
          {"ids", report.ids},
          {"joined", report.joined},
          {"dropped", report.dropped},
          {"sources", std::move(sources)},
          {"joins", std::move(joins)},
          {"left_out", std::move(left_out)},
          {"remarks", report.remarks},
          {"seconds", report.seconds}};
}

void print_vocabulary_report(const VocabularyReport& report, const std::string& file) {
  for (const VocabularySource& source : report.sources)
    std::fprintf(stderr, "osteon: %s: %s, %s with %s and %s\n", harmless(source.file).c_str(),
                 source.format.c_str(), counted(source.concepts, "record").c_str(),
                 counted(source.names, "name").c_str(), counted(source.ids, "id").c_str());
  for (const VocabularyReport::Reason& reason : report.left_out)
    std::fprintf(stderr, "osteon: left out: %s (%s)\n", counted(reason.count, reason.kind).c_str(),
                 reason.reason.c_str());
  for (const std::string& remark : report.remarks)
    std::fprintf(stderr, "osteon: %s\n", harmless(remark).c_str());
  std::printf("%s: %s with %s and %s; %s joined, %s dropped\n", harmless(file).c_str(),
              counted(report.concepts, "concept").c_str(), counted(report.names, "name").c_str(),
              counted(report.ids, "id").c_str(), grouped(report.joined).c_str(),
              grouped(report.dropped).c_str());
}

std::string left_out_line(const LeftOut& what) {
  std::string line;
  for (const std::string* field : {&what.kind, &what.reason, &what.item, &what.concerns}) {
    if (!line.empty()) line += '\t';
    for (const char c : *field) line += c == '\t' || c == '\n' || c == '\r' ? ' ' : c;
  }
  return line + '\n';
}

}  // namespace osteon::tools
