#include "searcher/ranking/semantic_space.h"

#include <Eigen/Dense>
#include <Eigen/SparseCore>
#include <algorithm>
#include <cmath>
#include <cstring>
#include <numeric>
#include <random>

#include "base/error.h"
#include "base/file_io.h"
#include "base/hash.h"
#include "base/mapped_file.h"

namespace osteon {
namespace {

using Matrix = Eigen::MatrixXf;
using Sparse = Eigen::SparseMatrix<float, Eigen::RowMajor>;

constexpr std::uint32_t file_version = 1;
constexpr char file_magic[8] = {'O', 'S', 'T', 'E', 'O', 'N', 'L', 'S'};

struct FileHeader {
  char magic[8];
  std::uint32_t version;
  std::uint32_t dimensions;
  std::uint64_t features;
  std::uint64_t name_bytes;
  std::uint64_t seed;
  std::uint64_t checksum;  ///< hash64 of everything behind the header
};

float term_weight(float count) {
  return 1 + std::log(count);
}

Sparse weighted_rows(std::span<const FeatureCounts> texts, const std::vector<float>& idf) {
  std::vector<Eigen::Triplet<float>> entries;
  for (std::size_t row = 0; row < texts.size(); ++row) {
    float squares = 0;
    for (const FeatureCount& f : texts[row])
      squares += std::pow(term_weight(f.count) * idf[f.feature], 2.0F);
    if (squares == 0) continue;
    const float scale = 1 / std::sqrt(squares);
    for (const FeatureCount& f : texts[row])
      entries.emplace_back(static_cast<int>(row), static_cast<int>(f.feature),
                           term_weight(f.count) * idf[f.feature] * scale);
  }
  Sparse matrix(static_cast<Eigen::Index>(texts.size()), static_cast<Eigen::Index>(idf.size()));
  matrix.setFromTriplets(entries.begin(), entries.end());
  return matrix;
}

/// Orthonormal columns with the span of `m`'s: by the Gram matrix's eigenvectors, twice. Far
/// cheaper than Householder for tall matrices, and exact enough since the result is only a basis.
void orthonormalize(Matrix& m) {
  for (int pass = 0; pass < 2; ++pass) {
    const Eigen::MatrixXd gram = (m.transpose() * m).cast<double>();
    const Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd> eigen(gram);
    const double floor = std::max(eigen.eigenvalues().maxCoeff() * 1e-10, 1e-30);
    const Eigen::VectorXd scale = eigen.eigenvalues().unaryExpr(
        [floor](double value) { return value > floor ? 1 / std::sqrt(value) : 0.0; });
    m = m * (eigen.eigenvectors() * scale.asDiagonal()).cast<float>();
  }
}

/// The right singular vectors of `a` with the largest singular values, as columns, largest first.
Matrix right_singular_vectors(const Sparse& a, int count, const SemanticOptions& options) {
  const int width = static_cast<int>(
      std::min<Eigen::Index>(count + options.oversampling, std::min(a.rows(), a.cols())));
  std::mt19937_64 random(options.seed);
  // Box and Muller by hand: std::normal_distribution differs between standard libraries.
  const auto uniform = [&] {
    return (static_cast<double>(random() >> 11) + 0.5) / 9007199254740992.0;
  };
  Matrix v(a.cols(), width);
  for (Eigen::Index j = 0; j < width; ++j)
    for (Eigen::Index i = 0; i < a.cols(); ++i)
      v(i, j) =
          static_cast<float>(std::sqrt(-2 * std::log(uniform())) * std::cos(2 * M_PI * uniform()));
  Matrix y;
  for (int i = 0; i <= options.power_iterations; ++i) {
    y = a * v;
    orthonormalize(y);
    v = a.transpose() * y;
    if (i < options.power_iterations) orthonormalize(v);
  }
  // v = a' y: its left singular vectors are a's right ones.
  const Eigen::MatrixXd gram = (v.transpose() * v).cast<double>();
  const Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd> eigen(gram);
  const int kept = std::min(count, width);
  Matrix result(a.cols(), kept);
  for (int k = 0; k < kept; ++k) {
    const Eigen::Index from = width - 1 - k;  // eigenvalues come in rising order
    const double value = eigen.eigenvalues()(from);
    const float scale = value > 1e-9 ? static_cast<float>(1 / std::sqrt(value)) : 0.0F;
    result.col(k) = v * eigen.eigenvectors().col(from).cast<float>() * scale;
  }
  return result;
}

}  // namespace

struct SemanticSpace::Impl {
  std::vector<std::string> names;  ///< sorted
  std::vector<float> idf;          ///< by feature
  QuantizedVectors basis{0};       ///< by feature
  std::uint64_t seed = 0;

  std::vector<float> project(std::span<const FeatureCount> features, bool counts) const {
    std::vector<float> sum(basis.dimensions(), 0.0F);
    for (const FeatureCount& f : features) {
      if (f.feature >= names.size() || f.count <= 0) continue;
      const float weight = (counts ? term_weight(std::max(f.count, 1.0F)) : f.count) *
                           idf[f.feature] * basis.scales()[f.feature];
      const std::int8_t* row = basis.components().data() + f.feature * basis.dimensions();
      for (std::size_t k = 0; k < sum.size(); ++k) sum[k] += weight * static_cast<float>(row[k]);
    }
    const float length = std::sqrt(std::inner_product(sum.begin(), sum.end(), sum.begin(), 0.0F));
    if (length > 0)
      for (float& value : sum) value /= length;
    return sum;
  }
};

SemanticSpace::SemanticSpace(std::unique_ptr<const Impl> impl) : impl_(std::move(impl)) {}
SemanticSpace::~SemanticSpace() = default;
SemanticSpace::SemanticSpace(SemanticSpace&&) noexcept = default;
SemanticSpace& SemanticSpace::operator=(SemanticSpace&&) noexcept = default;

SemanticSpace SemanticSpace::learn(std::span<const FeatureCounts> texts,
                                   std::vector<std::string> names, const SemanticOptions& options) {
  if (options.dimensions < 1 || options.oversampling < 0 || options.power_iterations < 0)
    throw Error(ErrorCode::usage, "a semantic space needs at least one dimension");
  std::vector<float> idf(names.size(), 0.0F);
  for (const FeatureCounts& text : texts)
    for (const FeatureCount& f : text) {
      if (f.feature >= names.size() || f.count < 1)
        throw Error(ErrorCode::usage, "a text counts a feature that has no name");
      idf[f.feature] += 1;
    }
  for (float& value : idf)
    value = value > 0 ? std::log(static_cast<float>(texts.size() + 1) / value) : 0.0F;

  const Matrix vectors =
      right_singular_vectors(weighted_rows(texts, idf), options.dimensions, options);

  // Features are kept in the order of their names so that a name is found by bisection.
  std::vector<std::uint32_t> order(names.size());
  std::iota(order.begin(), order.end(), 0U);
  std::sort(order.begin(), order.end(), [&](auto a, auto b) { return names[a] < names[b]; });
  auto impl = std::make_unique<Impl>();
  impl->basis = QuantizedVectors(static_cast<std::size_t>(vectors.cols()));
  impl->seed = options.seed;
  for (const std::uint32_t feature : order) {
    const Eigen::VectorXf row = vectors.row(feature);
    impl->basis.push_back({row.data(), static_cast<std::size_t>(row.size())});
    impl->idf.push_back(idf[feature]);
    impl->names.push_back(std::move(names[feature]));
  }
  return SemanticSpace(std::move(impl));
}

void SemanticSpace::save(const std::string& path) const {
  std::string names;
  for (const std::string& name : impl_->names) names += name + '\n';
  std::string body(reinterpret_cast<const char*>(impl_->idf.data()),
                   impl_->idf.size() * sizeof(float));
  const auto append = [&body](const auto& span) {
    body.append(reinterpret_cast<const char*>(span.data()), span.size_bytes());
  };
  append(impl_->basis.scales());
  append(impl_->basis.components());
  body += names;
  FileHeader header{};
  std::memcpy(header.magic, file_magic, sizeof file_magic);
  header.version = file_version;
  header.dimensions = static_cast<std::uint32_t>(dimensions());
  header.features = feature_count();
  header.name_bytes = names.size();
  header.seed = impl_->seed;
  header.checksum = hash64(body);
  write_file_atomically(path,
                        std::string(reinterpret_cast<const char*>(&header), sizeof header) + body);
}

SemanticSpace SemanticSpace::open(const std::string& path) {
  const MappedFile file(path);
  FileHeader header{};
  std::memcpy(&header, file.slice(0, sizeof header).data(), sizeof header);
  const auto refuse = [&](ErrorCode code, const char* why) {
    throw Error(code, path + ": " + why);
  };
  if (std::memcmp(header.magic, file_magic, sizeof file_magic) != 0)
    refuse(ErrorCode::corrupt, "not a semantic space");
  if (header.version != file_version)
    refuse(ErrorCode::incompatible_version,
           "made by another version of osteon; run osteon learn again");
  const std::string_view body = file.bytes().substr(sizeof header);
  const std::uint64_t n = header.features, k = header.dimensions;
  if (n > body.size() / sizeof(float) || header.name_bytes > body.size() || k > 4096 ||
      n * (2 * sizeof(float) + k) + header.name_bytes != body.size())
    refuse(ErrorCode::corrupt, "damaged: its length does not fit its header");
  if (hash64(body) != header.checksum)
    refuse(ErrorCode::corrupt, "damaged: its checksum does not fit");

  auto impl = std::make_unique<Impl>();
  const std::span<const float> idf = file.array<float>(sizeof header, n);
  impl->idf.assign(idf.begin(), idf.end());
  impl->basis = QuantizedVectors(k);
  impl->basis.assign(file.array<std::int8_t>(sizeof header + 2 * n * sizeof(float), n * k),
                     file.array<float>(sizeof header + n * sizeof(float), n));
  impl->seed = header.seed;
  std::string_view names = body.substr(body.size() - header.name_bytes);
  for (std::size_t end = names.find('\n'); end != std::string_view::npos; end = names.find('\n')) {
    impl->names.emplace_back(names.substr(0, end));
    names.remove_prefix(end + 1);
  }
  if (impl->names.size() != n || !std::is_sorted(impl->names.begin(), impl->names.end()))
    refuse(ErrorCode::corrupt, "damaged: its features are not all named");
  return SemanticSpace(std::move(impl));
}

std::size_t SemanticSpace::dimensions() const {
  return impl_->basis.dimensions();
}
std::size_t SemanticSpace::feature_count() const {
  return impl_->names.size();
}
std::uint64_t SemanticSpace::seed() const {
  return impl_->seed;
}

std::int64_t SemanticSpace::find(std::string_view name) const {
  const auto it = std::lower_bound(impl_->names.begin(), impl_->names.end(), name);
  return it != impl_->names.end() && *it == name ? it - impl_->names.begin() : -1;
}

std::vector<float> SemanticSpace::fold_in(std::span<const FeatureCount> text) const {
  return impl_->project(text, true);
}

std::vector<float> SemanticSpace::fold_in_weighted(std::span<const FeatureCount> features) const {
  return impl_->project(features, false);
}

void QuantizedVectors::push_back(std::span<const float> vector) {
  float largest = 0;
  for (const float value : vector) largest = std::max(largest, std::abs(value));
  const float scale = largest / 127;
  scales_.push_back(scale);
  for (const float value : vector)
    components_.push_back(scale > 0 ? static_cast<std::int8_t>(std::lround(value / scale))
                                    : std::int8_t{0});
}

float QuantizedVectors::dot(std::size_t row, std::span<const float> vector) const {
  const std::int8_t* a = components_.data() + row * dimensions_;
  float sum = 0;
  for (std::size_t k = 0; k < dimensions_; ++k) sum += static_cast<float>(a[k]) * vector[k];
  return sum * scales_[row];
}

float QuantizedVectors::dot(std::size_t row, std::size_t other) const {
  const std::int8_t* a = components_.data() + row * dimensions_;
  const std::int8_t* b = components_.data() + other * dimensions_;
  std::int32_t sum = 0;
  for (std::size_t k = 0; k < dimensions_; ++k) sum += a[k] * b[k];
  return static_cast<float>(sum) * scales_[row] * scales_[other];
}

void QuantizedVectors::assign(std::span<const std::int8_t> components,
                              std::span<const float> scales) {
  if (components.size() != scales.size() * dimensions_)
    throw Error(ErrorCode::corrupt, "quantised vectors: lengths do not agree");
  components_.assign(components.begin(), components.end());
  scales_.assign(scales.begin(), scales.end());
}

}  // namespace osteon
