// Words for the rules of core/checks/file_meta_checks.cpp.
#include "core/report/texts/text_row.h"

#include <array>

namespace mi {

namespace {

constexpr std::array rows{
    TextRow{"meta.element.unknown", MI_TEXT("The file header holds an entry that does not belong there"),
            MI_TEXT("Only entries listed in the standard may stand in the header. Readers should skip this one."),
            MI_TEXT("The study can be filed. Tell the sender's software maker.")},
    TextRow{"meta.implementation-class-uid.missing", MI_TEXT("The header does not say which software wrote the file"),
            MI_TEXT("The images are not affected, but a fault of the writing software is harder to trace."),
            MI_TEXT("The study can be filed. Tell the sender's software maker.")},
    TextRow{"meta.private-information.no-creator", MI_TEXT("Private data in the file header has no owner"),
            MI_TEXT("Nobody can tell whose data it is or what it means."),
            MI_TEXT("The study can be filed. Tell the sender's software maker.")},
    TextRow{"meta.sop-class-uid.differs", MI_TEXT("Header and content disagree on the kind of object"),
            MI_TEXT("The header announces another SOP Class than the content has. Programs that trust the header "
                    "handle the file wrongly."),
            MI_TEXT("Check that your viewer shows the images. Ask the sender to export again if it does not.")},
    TextRow{"meta.sop-class-uid.missing", MI_TEXT("The file header does not say what kind of object follows"),
            MI_TEXT("Programs that look only at the header cannot sort the file. The content itself is not affected."),
            MI_TEXT("The study can be filed. Tell the sender.")},
    TextRow{"meta.sop-instance-uid.differs", MI_TEXT("Header and content give the image different identifiers"),
            MI_TEXT("Depending on which one a program trusts, the image is found under one UID or the other. It often "
                    "happens when an anonymiser changes only one of them."),
            MI_TEXT("Tell the sender. Archives use the identifier in the content.")},
    TextRow{"meta.sop-instance-uid.missing", MI_TEXT("The file header does not identify the image"),
            MI_TEXT("Programs that look only at the header cannot tell which image this is. The content itself is not "
                    "affected."),
            MI_TEXT("The study can be filed. Tell the sender.")},
    TextRow{"meta.transfer-syntax.ill-formed",
            MI_TEXT("The header does not say in a usable form how the data is encoded"),
            MI_TEXT("The Transfer Syntax UID is malformed, so every program has to guess how to read the file."),
            MI_TEXT("Ask the sender to export the study again.")},
    TextRow{"meta.transfer-syntax.not-for-directory",
            MI_TEXT("The directory of the medium is encoded in a forbidden way"),
            MI_TEXT("A DICOMDIR must use one certain encoding. Some programs cannot open this one, but the images "
                    "beside it can be read without it."),
            MI_TEXT("Import the folder instead of the DICOMDIR. Tell the sender.")},
    TextRow{"meta.transfer-syntax.private", MI_TEXT("The data is encoded in a private way of the maker"),
            MI_TEXT("Only the maker's own software is sure to read it. How the rest was read here is a guess."),
            MI_TEXT("Ask the sender to export the study with a standard Transfer Syntax.")},
    TextRow{"meta.transfer-syntax.retired", MI_TEXT("The data is encoded in an outdated way"),
            MI_TEXT("This Transfer Syntax was withdrawn from the standard. Most programs still read it."),
            MI_TEXT("Check that your viewer shows the images.")},
    TextRow{"meta.transfer-syntax.unknown", MI_TEXT("The header names an encoding that does not exist"),
            MI_TEXT("The Transfer Syntax UID is not in the edition of the standard that this program knows. How the "
                    "rest was read here is a guess."),
            MI_TEXT("Check that your viewer shows the images. Ask the sender to export again if it does not.")},
    TextRow{"meta.uid.ill-formed", MI_TEXT("An identifier in the file header is not written by the rules"),
            MI_TEXT("The images are not affected. Strict systems may refuse the file."),
            MI_TEXT("The study can be filed if your archive accepts it. Tell the sender.")},
    TextRow{"meta.version.missing", MI_TEXT("The file header does not give its version"),
            MI_TEXT("Programs assume the only version there is. Strict systems may refuse the file."),
            MI_TEXT("The study can be filed. Tell the sender.")},
    TextRow{"meta.version.wrong", MI_TEXT("The file header gives a version that does not exist"),
            MI_TEXT("Strict systems may refuse the file because they do not know how to read this version."),
            MI_TEXT("The study can be filed if your archive accepts it. Tell the sender.")},
};

} // namespace

std::span<const TextRow> fileMetaTexts()
{
    return rows;
}

} // namespace mi
