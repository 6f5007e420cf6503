// SHA-256 by OpenSSL, piece by piece. One thread at a time.
#pragma once

#include <cstddef>
#include <memory>
#include <span>
#include <string>
#include <string_view>

namespace mi::archive {

class Sha256 {
public:
    Sha256();
    ~Sha256();
    Sha256(const Sha256 &) = delete;
    Sha256 &operator=(const Sha256 &) = delete;

    void add(std::span<const std::byte> bytes);
    // 64 lower-case hexadecimal digits; "" if the library failed, which must never pass for a hash. Call it once.
    std::string finish();

private:
    struct Context;
    std::unique_ptr<Context> m_context;
};

std::string sha256Of(std::span<const std::byte> bytes);
std::string sha256Of(std::string_view bytes);

// 64 lower-case hexadecimal digits.
bool isSha256(std::string_view text);

} // namespace mi::archive
