// The semantic space on a collection whose structure is known.
#include <unistd.h>

#include <filesystem>
#include <numeric>

#include "base/error.h"
#include "base/file_io.h"
#include "searcher/ranking/semantic_space.h"
#include "tests/catch.h"

using namespace osteon;
namespace fs = std::filesystem;

namespace {

float cosine(const std::vector<float>& a, const std::vector<float>& b) {
  return std::inner_product(a.begin(), a.end(), b.begin(), 0.0F);
}

/// Two topics. "sarcopenia" and "frailty" never share a text, but both keep company with "muscle".
struct TwoTopics {
  std::vector<std::string> names = {"sarcopenia", "muscle", "frailty", "retina", "glaucoma", "eye"};
  std::vector<FeatureCounts> texts;
  TwoTopics() {
    for (int i = 0; i < 20; ++i) {
      texts.push_back({{0, 1}, {1, 2}});
      texts.push_back({{2, 1}, {1, 1}});
      texts.push_back({{3, 2}, {5, 1}});
      texts.push_back({{4, 1}, {5, 2}});
    }
  }
};

SemanticOptions two_dimensions() {
  SemanticOptions options;
  options.dimensions = 2;
  return options;
}

std::vector<float> vector_of(const SemanticSpace& space, const char* name) {
  const FeatureCount feature{static_cast<std::uint32_t>(space.find(name)), 1};
  return space.fold_in({&feature, 1});
}

}  // namespace

TEST_CASE("words that share company but no text are close; other topics are not") {
  const TwoTopics c;
  const SemanticSpace space = SemanticSpace::learn(c.texts, c.names, two_dimensions());
  CHECK(space.dimensions() == 2);
  CHECK(cosine(vector_of(space, "sarcopenia"), vector_of(space, "frailty")) > 0.9F);
  CHECK(std::abs(cosine(vector_of(space, "sarcopenia"), vector_of(space, "glaucoma"))) < 0.1F);
  CHECK(space.find("unheard-of") == -1);
  CHECK(cosine(space.fold_in({}), space.fold_in({})) == 0);
}

TEST_CASE("a space is the same each time and after a round trip through its file") {
  const TwoTopics c;
  const std::string path =
      fs::temp_directory_path() / ("osteon-space-" + std::to_string(::getpid()));
  const SemanticSpace space = SemanticSpace::learn(c.texts, c.names, two_dimensions());
  space.save(path);
  const SemanticSpace again = SemanticSpace::learn(c.texts, c.names, two_dimensions());
  const SemanticSpace opened = SemanticSpace::open(path);
  for (const std::string& name : c.names) {
    CHECK(vector_of(space, name.c_str()) == vector_of(again, name.c_str()));
    CHECK(vector_of(space, name.c_str()) == vector_of(opened, name.c_str()));
  }
  CHECK(opened.seed() == SemanticOptions{}.seed);

  const std::string good = read_file(path);
  for (const std::size_t at : {std::size_t{0}, std::size_t{9}, std::size_t{17}, good.size() - 1}) {
    std::string damaged = good;
    damaged[at] = static_cast<char>(damaged[at] ^ 0x40);
    write_file_atomically(path, damaged);
    CHECK_THROWS_AS(SemanticSpace::open(path), Error);
  }
  write_file_atomically(path, good.substr(0, 20));
  CHECK_THROWS_AS(SemanticSpace::open(path), Error);
  fs::remove(path);
}

TEST_CASE("one byte a dimension keeps a cosine to within .01") {
  QuantizedVectors vectors(300);
  std::vector<std::vector<float>> exact;
  std::uint32_t state = 7;
  for (int i = 0; i < 50; ++i) {
    std::vector<float> v(300);
    for (float& x : v)
      x = static_cast<float>((state = state * 1664525U + 1013904223U) >> 8) / 8388608.0F - 1;
    const float length = std::sqrt(cosine(v, v));
    for (float& x : v) x /= length;
    vectors.push_back(v);
    exact.push_back(v);
  }
  for (std::size_t i = 0; i < exact.size(); ++i)
    for (std::size_t j = 0; j < exact.size(); ++j) {
      CHECK(vectors.dot(i, exact[j]) == Approx(cosine(exact[i], exact[j])).margin(.01));
      CHECK(vectors.dot(i, j) == Approx(cosine(exact[i], exact[j])).margin(.01));
    }
}
