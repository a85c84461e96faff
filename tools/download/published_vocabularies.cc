#include "tools/download/published_vocabularies.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <ctime>
#include <filesystem>

#include "base/error.h"
#include "base/file_io.h"
#include "corpus/container.h"

namespace osteon::tools {
namespace {

namespace fs = std::filesystem;

constexpr std::array mesh{
    PublishedFile{"https://nlmpubs.nlm.nih.gov/projects/mesh/MESH_FILES/xmlmesh/desc{year}.gz",
                  "desc{year}.gz"},
    PublishedFile{"https://nlmpubs.nlm.nih.gov/projects/mesh/MESH_FILES/xmlmesh/supp{year}.gz",
                  "supp{year}.gz"}};
constexpr std::array mondo{PublishedFile{"https://purl.obolibrary.org/obo/mondo.obo", "mondo.obo"}};
constexpr std::array genes{PublishedFile{
    "https://ftp.ncbi.nlm.nih.gov/gene/DATA/GENE_INFO/Mammalia/Homo_sapiens.gene_info.gz",
    "Homo_sapiens.gene_info.gz"}};
constexpr std::array mouse_genes{PublishedFile{
    "https://ftp.ncbi.nlm.nih.gov/gene/DATA/GENE_INFO/Mammalia/Mus_musculus.gene_info.gz",
    "Mus_musculus.gene_info.gz"}};
constexpr std::array rat_genes{PublishedFile{
    "https://ftp.ncbi.nlm.nih.gov/gene/DATA/GENE_INFO/Mammalia/Rattus_norvegicus.gene_info.gz",
    "Rattus_norvegicus.gene_info.gz"}};
constexpr std::array<std::string_view, 3> taxa_tables{"names.dmp", "nodes.dmp", "merged.dmp"};
constexpr std::array taxa{PublishedFile{"https://ftp.ncbi.nlm.nih.gov/pub/taxonomy/taxdump.tar.gz",
                                        "taxdump.tar.gz", taxa_tables}};
constexpr std::array diseases{
    PublishedFile{"https://purl.obolibrary.org/obo/doid.obo", "doid.obo"}};
constexpr std::array phenotypes{PublishedFile{"https://purl.obolibrary.org/obo/hp.obo", "hp.obo"}};
constexpr std::array chebi{PublishedFile{
    "https://ftp.ebi.ac.uk/pub/databases/chebi/ontology/chebi.obo.gz", "chebi.obo.gz"}};
constexpr std::array cell_lines{PublishedFile{
    "https://ftp.expasy.org/databases/cellosaurus/cellosaurus.obo", "cellosaurus.obo"}};

constexpr std::array all{
    PublishedVocabulary{"mesh", "MeSH descriptors and supplementary records (NLM)", "70 MB",
                        "free to use with NLM named as the source", mesh},
    PublishedVocabulary{"mondo", "MONDO, diseases (Monarch Initiative)", "50 MB", "CC BY 4.0",
                        mondo},
    PublishedVocabulary{"genes", "human genes (NCBI Gene)", "10 MB", "public domain", genes},
    PublishedVocabulary{"mouse-genes", "mouse genes (NCBI Gene)", "10 MB", "public domain",
                        mouse_genes},
    PublishedVocabulary{"rat-genes", "rat genes (NCBI Gene)", "5 MB", "public domain", rat_genes},
    PublishedVocabulary{"taxa", "all species (NCBI Taxonomy)", "70 MB", "public domain", taxa},
    PublishedVocabulary{"doid", "Disease Ontology", "10 MB", "CC0 1.0", diseases},
    PublishedVocabulary{"hpo", "Human Phenotype Ontology", "10 MB",
                        "free to use unchanged, with its source named", phenotypes},
    PublishedVocabulary{"chebi", "ChEBI, chemicals (EMBL-EBI)", "50 MB", "CC BY 4.0", chebi},
    PublishedVocabulary{"cell-lines", "Cellosaurus, cell lines (SIB)", "100 MB", "CC BY 4.0",
                        cell_lines}};
constexpr std::size_t fetched_unasked = 3;

bool has_year(std::string_view text) {
  return text.find("{year}") != std::string_view::npos;
}

std::string of_year(std::string_view text, int year) {
  std::string out(text);
  const std::size_t at = out.find("{year}");
  return at == std::string::npos ? out : out.replace(at, 6, std::to_string(year));
}

int this_year() {
  const std::time_t now = std::time(nullptr);
  std::tm utc{};
  gmtime_r(&now, &utc);
  return utc.tm_year + 1900;
}

std::vector<const PublishedVocabulary*> asked_for(const std::vector<std::string>& names) {
  std::vector<const PublishedVocabulary*> out;
  if (names.empty()) {
    for (std::size_t i = 0; i < fetched_unasked; ++i) out.push_back(&all[i]);
    return out;
  }
  for (const std::string& name : names) {
    const auto found = std::find_if(
        all.begin(), all.end(), [&](const PublishedVocabulary& one) { return one.name == name; });
    if (found == all.end())
      throw Error(ErrorCode::usage,
                  name + ": no such vocabulary; osteon vocab fetch --list shows them");
    out.push_back(&*found);
  }
  return out;
}

/// The names under which the file's content is in the folder.
std::vector<std::string> kept_names(const PublishedFile& file, int year) {
  if (file.members.empty()) return {of_year(file.name, year)};
  return {file.members.begin(), file.members.end()};
}

/// Reads a compressed file to its end; what is wanted of an archive is written beside it.
void unpack(const std::string& path, const PublishedFile& file) {
  const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0) throw Error(ErrorCode::io, path + ": cannot be read");
  const struct Closer {
    int descriptor;
    ~Closer() { ::close(descriptor); }
  } closer{descriptor};
  corpus::FileStream stream(descriptor, fs::file_size(path), true);
  if (!corpus::is_container(stream.peek(512))) return;
  corpus::Expansion expansion;
  expansion.limit_ratio = 200;
  expansion.outermost = &stream;
  constexpr std::size_t piece = 1 << 20;
  try {
    corpus::visit_members(
        stream, expansion, [&](const std::string& name, corpus::ByteStream& bytes) {
          const bool wanted = std::ranges::find(file.members, name) != file.members.end();
          std::string text;
          while (bytes.take(text, piece))
            if (!wanted) text.clear();
          if (wanted)
            write_file_atomically(
                (fs::path(path).parent_path() / fs::path(name).filename()).string(), text);
          return true;
        });
  } catch (const corpus::StreamError& error) {
    fs::remove(path);
    throw Error(ErrorCode::io, path + ": not whole, removed: " + error.what());
  }
}

class Fetching {
 public:
  explicit Fetching(const VocabularyFetchOptions& options)
      : options_(options), client_(options.http) {}

  void fetch(const PublishedFile& file, std::vector<FetchedFile>& out) {
    const int year = year_ != 0 ? year_ : options_.year != 0 ? options_.year : this_year();
    try {
      fetch(file, year, out);
    } catch (const Error& error) {
      // A release comes out some weeks before its year, or after.
      const bool may_be_older = has_year(file.url) && options_.year == 0 && year_ == 0;
      if (error.code() != ErrorCode::not_found || !may_be_older) throw;
      fetch(file, year - 1, out);
    }
  }

 private:
  void fetch(const PublishedFile& file, int year, std::vector<FetchedFile>& out) {
    const std::string name = of_year(file.name, year);
    const fs::path folder(options_.directory);
    const std::vector<std::string> kept = kept_names(file, year);
    const std::string url =
        options_.base_url.empty() ? of_year(file.url, year) : options_.base_url + '/' + name;
    const bool present = std::all_of(
        kept.begin(), kept.end(), [&](const std::string& one) { return fs::exists(folder / one); });
    if (!present || options_.again) {
      const std::string path = (folder / name).string();
      client_.download(url, path, [&](std::uint64_t bytes, std::uint64_t of) {
        if (options_.progress) options_.progress(name, bytes, of);
      });
      unpack(path, file);
      if (!file.members.empty()) fs::remove(path);
    }
    if (has_year(file.url)) year_ = year;
    for (const std::string& one : kept) {
      const fs::path path = folder / one;
      if (!fs::exists(path)) throw Error(ErrorCode::io, url + ": has no " + one);
      out.push_back({path.string(), url, fs::file_size(path), present && !options_.again});
    }
  }

  const VocabularyFetchOptions& options_;
  HttpClient client_;
  int year_ = 0;  ///< of the release that was found
};

}  // namespace

std::span<const PublishedVocabulary> published_vocabularies() {
  return all;
}

std::vector<FetchedFile> fetch_vocabularies(const VocabularyFetchOptions& options) {
  const std::vector<const PublishedVocabulary*> wanted = asked_for(options.names);
  fs::create_directories(options.directory);
  Fetching fetching(options);
  std::vector<FetchedFile> out;
  for (const PublishedVocabulary* vocabulary : wanted)
    for (const PublishedFile& file : vocabulary->files) fetching.fetch(file, out);
  return out;
}

}  // namespace osteon::tools
