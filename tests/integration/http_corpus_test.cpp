#include "integration/http_fixture.hpp"

#include <filesystem>
#include <fstream>
#include <iostream>

namespace lienthong::testing {
namespace {

namespace fs = std::filesystem;

struct Case {
  std::string name;
  std::string bytes;
  bool refused = false;  ///< a strict reader must fail somewhere in it
};

/// A block's line ends stand for CRLF; its escapes are the bytes themselves; the line end before the fence is not data.
std::string unescape(const std::string& block) {
  std::string out;
  for (std::size_t i = 0; i < block.size(); ++i) {
    if (block[i] == '\n') {
      out += "\r\n";
    } else if (block[i] == '\\' && i + 1 < block.size()) {
      const char next = block[++i];
      if (next == '\n') continue;  // a joined line
      out += next == 'r'   ? '\r'
             : next == 'n' ? '\n'
             : next == 't' ? '\t'
             : next == 'f' ? '\f'
             : next == '0' ? '\0'
                           : next;
    } else {
      out += block[i];
    }
  }
  return out;
}

std::vector<Case> cases_of(const fs::path& file, const std::string& type) {
  std::ifstream in(file);
  std::vector<Case> cases;
  std::string line;
  std::string section;
  std::string block;
  std::string* into = nullptr;
  std::string log;
  bool applies = false;
  while (std::getline(in, line)) {
    if (line.starts_with("```") && into != nullptr) {
      if (into == &log && applies)
        cases.push_back({file.filename().string() + " / " + section, unescape(block),
                         log.find("error code=") != std::string::npos});
      into = nullptr;
    } else if (line == "```http") {
      block.clear();
      into = &block;
    } else if (line == "```log") {
      log.clear();
      into = &log;
    } else if (into != nullptr) {
      *into += (into->empty() ? "" : "\n") + line;
    } else if (line.starts_with("#")) {
      section = line.substr(line.find_first_not_of("# "));
    } else if (line.starts_with("<!-- meta=")) {
      applies = line.find("\"type\": \"" + type + "\"") != std::string::npos;
    }
  }
  return cases;
}

struct HttpCorpus : HttpFixture {
  static fs::path folder() { return "../shared/corpora/http1-llhttp"; }
};

TEST_F(HttpCorpus, NoRequestThatAStrictReaderRefusesIsAnsweredAsGood) {
  if (!fs::exists(folder())) GTEST_SKIP() << "skipped: the llhttp corpus is not on this machine";
  start();
  std::size_t refused = 0;
  for (const auto& entry : fs::directory_iterator(folder() / "request")) {
    for (const Case& one : cases_of(entry.path(), "request")) {
      if (!one.refused) continue;
      ++refused;
      const std::string answers = talk(one.bytes);
      const auto last = answers.rfind("HTTP/1.1 ");
      const bool good = last != std::string::npos && answers.compare(last + 9, 1, "2") == 0;
      EXPECT_FALSE(good) << one.name;
      EXPECT_EQ(answers.find("still open"), std::string::npos) << one.name;
    }
  }
  EXPECT_GT(refused, 30U) << "the corpus was not read";
  std::cout << "llhttp requests that must be refused: " << refused << "\n";
}

}  // namespace
}  // namespace lienthong::testing
