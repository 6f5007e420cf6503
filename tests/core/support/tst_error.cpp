#include "core/support/error.h"
#include "core/support/result.h"

#include <QTest>

#include <cerrno>
#include <memory>
#include <set>

using namespace mi;

class TestError : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyCodeHasAName();
    void systemErrorsAreClassified_data();
    void systemErrorsAreClassified();
    void aLogLineHoldsNoPath();
    void aResultIsAValueOrAnError();
};

void TestError::everyCodeHasAName()
{
    std::set<std::string> names;
    for (int i = 0; i <= static_cast<int>(ErrorCode::internal); ++i)
        QVERIFY(names.insert(toString(static_cast<ErrorCode>(i))).second);
    QCOMPARE(std::string(toString(ErrorCode::accessDenied)), std::string("accessDenied"));
}

void TestError::systemErrorsAreClassified_data()
{
    QTest::addColumn<int>("number");
    QTest::addColumn<std::string>("name");
    QTest::newRow("ENOENT") << ENOENT << std::string("notFound");
    QTest::newRow("EACCES") << EACCES << std::string("accessDenied");
    QTest::newRow("EPERM") << EPERM << std::string("accessDenied");
    QTest::newRow("ENOSPC") << ENOSPC << std::string("noSpace");
    QTest::newRow("EROFS") << EROFS << std::string("readOnly");
    QTest::newRow("EEXIST") << EEXIST << std::string("alreadyExists");
    QTest::newRow("ELOOP") << ELOOP << std::string("symbolicLink");
    QTest::newRow("EISDIR") << EISDIR << std::string("notRegularFile");
    QTest::newRow("EIO") << EIO << std::string("io");
    QTest::newRow("a number that nobody knows") << 99999 << std::string("io");
}

void TestError::systemErrorsAreClassified()
{
    QFETCH(const int, number);
    QFETCH(const std::string, name);
    QCOMPARE(std::string(toString(errorCodeFromErrno(number))), name);
}

void TestError::aLogLineHoldsNoPath()
{
    const Error error{.code = ErrorCode::accessDenied,
                      .operation = "open",
                      .subject = "/disc/DOE_JANE/1.dcm",
                      .detail = "first try",
                      .systemCode = EACCES,
                      .offset = 132};
    QVERIFY(describe(error).find("DOE") == std::string::npos);
    QVERIFY(describe(error).starts_with("open: "));
    QVERIFY(describe(error).ends_with("(first try) at byte 132"));
    QVERIFY(describeWithSubject(error).starts_with("open /disc/DOE_JANE/1.dcm: "));
    QVERIFY(describe(Error{}).find("internal") != std::string::npos);
}

void TestError::aResultIsAValueOrAnError()
{
    Result<std::unique_ptr<int>> good = std::make_unique<int>(7);
    QVERIFY(good.isOk());
    QCOMPARE(**good, 7);
    const std::unique_ptr<int> taken = good.take();
    QCOMPARE(*taken, 7);

    Error busy;
    busy.code = ErrorCode::busy;
    const Result<int> bad = busy;
    QVERIFY(!bad);
    QCOMPARE(static_cast<int>(bad.error().code), static_cast<int>(ErrorCode::busy));

    QVERIFY(Result<void>{}.isOk());
    QVERIFY(!Result<void>{Error{}}.isOk());
}

QTEST_APPLESS_MAIN(TestError)
#include "tst_error.moc"
