#include "core/dicom/dcmtk_session.h"

#include "core/dicom/dictionary.h"

#include "dcmtk/config/osconfig.h"

#include "dcmtk/dcmdata/dcbytstr.h"
#include "dcmtk/dcmdata/dcdicent.h"
#include "dcmtk/dcmdata/dcdict.h"
#include "dcmtk/dcmdata/dcobject.h"
#include "dcmtk/dcmdata/dcrledrg.h"
#include "dcmtk/dcmdata/dcvr.h"
#include "dcmtk/dcmjpeg/djdecode.h"
#include "dcmtk/dcmjpls/djdecode.h"
#include "dcmtk/oflog/oflog.h"

#include <cstdlib>

namespace mi {

namespace {

// A dictionary named by the environment could change how files are read; ours is the one installed with DCMTK.
void forgetDictionaryPath()
{
#ifdef _WIN32
    _putenv_s(DCM_DICT_ENVIRONMENT_VARIABLE, "");
#else
    unsetenv(DCM_DICT_ENVIRONMENT_VARIABLE);
#endif
}

// DCMTK's process-wide switches, all written out, so that another version's defaults change nothing.
void setFlags()
{
    // Off, the legal NUL padding of UI is reported as invalid. Padding is judged on the raw bytes.
    dcmEnableAutomaticInputDataCorrection.set(OFTrue);
    // Off, an odd length derails the parse.
    dcmAcceptOddAttributeLength.set(OFTrue);
    // On, truncation is hidden.
    dcmIgnoreParsingErrors.set(OFFalse);
    dcmIgnoreFileMetaInformationGroupLength.set(OFFalse);
    dcmReplaceWrongDelimitationItem.set(OFFalse);
    // The declared Transfer Syntax counts: the scan says where it is wrong.
    dcmAutoDetectDatasetXfer.set(OFFalse);
    dcmAcceptUnexpectedImplicitEncoding.set(OFFalse);
    dcmPreferVRFromDataDictionary.set(OFFalse);
    dcmPreferLengthFieldSizeFromDataDictionary.set(OFFalse);
    dcmReadImplPrivAttribMaxLengthAsSQ.set(OFFalse);
    dcmEnableCP246Support.set(OFTrue); // UN of undefined length is Implicit VR Little Endian (PS3.5 6.2.2)
    dcmEnableUnknownVRConversion.set(OFFalse);
    dcmConvertUndefinedLengthOBOWtoSQ.set(OFFalse);
    dcmConvertVOILUTSequenceOWtoSQ.set(OFFalse);
    dcmStopParsingAfterElement.set(DcmTagKey(0, 0)); // nowhere
    dcmEnableVRCheckerForStringValues.set(OFTrue);
}

DcmEVR dcmtkVr(std::string_view vr)
{
    if (vr == "US or SS")
        return EVR_xs;
    if (vr == "OB or OW")
        return EVR_ox;
    if (vr == "US or OW" || vr == "US or SS or OW")
        return EVR_lt;
    return DcmVR(std::string{vr}.c_str()).getEVR();
}

// DCMTK's dictionary is some editions old: what is newer is added, so that an implicit encoding of it is not all UN.
void addNewerAttributes(DcmDataDictionary &dictionary)
{
    for (const DictionaryEntry &entry : dictionaryEntries()) {
        const DcmTagKey key(static_cast<Uint16>(entry.key >> 16U), static_cast<Uint16>(entry.key & 0xFFFFU));
        if (entry.keyword.empty() || dictionary.findEntry(key, nullptr) != nullptr)
            continue;
        const DcmEVR vr = dcmtkVr(entry.vr);
        if (vr == EVR_UNKNOWN)
            continue;
        dictionary.addEntry(new DcmDictEntry(key.getGroup(), key.getElement(), DcmVR(vr),
                                             std::string{entry.keyword}.c_str(), 1, DcmVariableVM, "DICOM", OFTrue,
                                             nullptr));
    }
}

bool loadDictionary()
{
    DcmDataDictionary &dictionary = dcmDataDict.wrlock(); // the first use loads it
    const bool isLoaded = dictionary.isDictionaryLoaded();
    if (isLoaded)
        addNewerAttributes(dictionary);
    dcmDataDict.wrunlock();
    return isLoaded;
}

} // namespace

Result<std::unique_ptr<DcmtkSession>> DcmtkSession::create()
{
    // DCMTK's warnings carry values, and so names of patients.
    OFLog::configure(OFLogger::OFF_LOG_LEVEL);
    forgetDictionaryPath();
    setFlags();
    if (!loadDictionary()) {
        Error error;
        error.code = ErrorCode::notFound;
        error.operation = "load";
        error.subject = "data dictionary of DCMTK";
        error.detail = "dicom.dic is not where DCMTK was built to look for it";
        return error;
    }
    DJDecoderRegistration::registerCodecs();
    DJLSDecoderRegistration::registerCodecs();
    DcmRLEDecoderRegistration::registerCodecs();
    return std::unique_ptr<DcmtkSession>(new DcmtkSession);
}

DcmtkSession::~DcmtkSession()
{
    DcmRLEDecoderRegistration::cleanup();
    DJLSDecoderRegistration::cleanup();
    DJDecoderRegistration::cleanup();
}

} // namespace mi
