// Runs a fuzz target as an ordinary test: on files as they are, then on the same files damaged in ways that are the
// same each time.
//
//   NAME_fuzz [--lines FILE | PATH]…     a folder means every file below it; --lines makes each line an input
//
// When a check fails, the input is written to NAME_fuzz.failed, which is an argument like any other.

#include <algorithm>
#include <chrono>
#include <csignal>
#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>
#include <string>
#include <string_view>
#include <vector>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);
extern "C" __attribute__((weak)) void __sanitizer_set_death_callback(void (*callback)());

namespace {

namespace fs = std::filesystem;

constexpr std::size_t kDamagedRuns = 4'000;      // in all, each input in its turn
constexpr std::size_t kLargestDamaged = 32'768;  // larger inputs run only as they are
constexpr std::chrono::seconds kPatience{20};    // for a slow machine; a round that has begun is finished

struct Input {
  std::string name;
  std::string bytes;
};

std::string program;  // for the name of what is left behind
std::string in_work;  // the input that runs now
std::string origin;   // and what it was made of

void leave_behind() {
  std::fprintf(stderr, "failed on %s; the input is in %s.failed\n", origin.c_str(), program.c_str());
  std::ofstream(program + ".failed", std::ios::binary) << in_work;
}

void leave_behind_and_abort(int) {
  std::signal(SIGABRT, SIG_DFL);
  leave_behind();
  std::abort();
}

std::string read(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

void add_files(const fs::path& path, std::vector<Input>& inputs) {
  std::vector<fs::path> files;
  if (fs::is_directory(path)) {
    for (const fs::directory_entry& entry : fs::recursive_directory_iterator(path)) {
      if (entry.is_regular_file()) files.push_back(entry.path());
    }
    std::sort(files.begin(), files.end());
  } else {
    files.push_back(path);
  }
  for (const fs::path& file : files) inputs.push_back({file.string(), read(file)});
}

void add_lines(const fs::path& path, std::vector<Input>& inputs) {
  std::ifstream file(path);
  int number = 0;
  for (std::string line; std::getline(file, line);) {
    inputs.push_back({path.string() + ":" + std::to_string(++number), line});
  }
}

// What breaks parsers: cuts, repetitions, swapped places, bytes that mean something, and any byte at all.
class Damage {
 public:
  std::string of(std::string bytes, const std::vector<Input>& others) {
    const std::size_t wounds = 1 + below(4);
    for (std::size_t i = 0; i < wounds; ++i) wound(bytes, others);
    return bytes;
  }

 private:
  void wound(std::string& bytes, const std::vector<Input>& others) {
    constexpr std::string_view kMeaningful[] = {"<",
                                                ">",
                                                "&",
                                                "\"",
                                                "'",
                                                "/",
                                                "]]>",
                                                "<!--",
                                                "-->",
                                                "&#0;",
                                                std::string_view("\0", 1),
                                                "\\u",
                                                "\xFF",
                                                "%",
                                                "\xC3",
                                                "{",
                                                "[",
                                                "(",
                                                "#",
                                                "--",
                                                ":",
                                                "@",
                                                "&lt;",
                                                "<?",
                                                "\r\n",
                                                "\xEF\xBB\xBF",
                                                "9999",
                                                "\xED\xA0\x80"};
    const std::size_t at = below(bytes.size() + 1);
    const std::size_t length = below(bytes.size() - at + 1);
    switch (below(6)) {
      case 0:
        bytes.resize(at);
        break;
      case 1:
        bytes.erase(at, std::min<std::size_t>(length, 64));
        break;
      case 2:
        bytes.insert(at, kMeaningful[below(std::size(kMeaningful))]);
        break;
      case 3:
        if (at < bytes.size()) bytes[at] = static_cast<char>(below(256));
        break;
      case 4:
        bytes.insert(at, bytes.substr(at, std::min<std::size_t>(length, 256)));
        break;
      default: {  // the beginning of this, the end of another
        const std::string& other = others[below(others.size())].bytes;
        const std::size_t from = below(other.size() + 1);
        bytes = bytes.substr(0, at) + other.substr(from, kLargestDamaged);
      }
    }
  }

  std::size_t below(std::size_t limit) { return random_() % limit; }

  std::mt19937 random_{1729};  // its sequence is the same in every standard library, its distributions' are not
};

void run(std::string bytes, std::string name) {
  in_work = std::move(bytes);
  origin = std::move(name);
  LLVMFuzzerTestOneInput(reinterpret_cast<const std::uint8_t*>(in_work.data()), in_work.size());
}

}  // namespace

int main(int argc, char** argv) {
  program = fs::path(argv[0]).filename().string();
  std::vector<Input> inputs{{"nothing", ""}};
  for (int i = 1; i < argc; ++i) {
    const bool lines = std::string_view(argv[i]) == "--lines" && i + 1 < argc;
    if (lines) ++i;
    if (!fs::exists(argv[i])) {
      std::fprintf(stderr, "%s does not exist\n", argv[i]);
      return 1;
    }
    lines ? add_lines(argv[i], inputs) : add_files(argv[i], inputs);
  }
  std::signal(SIGABRT, leave_behind_and_abort);
  if (__sanitizer_set_death_callback) __sanitizer_set_death_callback(leave_behind);

  for (const Input& input : inputs) run(input.bytes, input.name);
  Damage damage;
  std::size_t runs = inputs.size();
  const auto begin = std::chrono::steady_clock::now();
  const std::size_t rounds = 1 + kDamagedRuns / inputs.size();
  for (std::size_t round = 0; round < rounds && std::chrono::steady_clock::now() - begin < kPatience; ++round) {
    for (const Input& input : inputs) {
      if (input.bytes.size() > kLargestDamaged) continue;
      run(damage.of(input.bytes, inputs), input.name + ", damaged");
      ++runs;
    }
  }
  std::printf("%zu inputs, %zu runs\n", inputs.size(), runs);
  return 0;
}
