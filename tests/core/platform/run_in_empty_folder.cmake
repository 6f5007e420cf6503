# cmake -DPROGRAM=... -DFOLDER=... -P run_in_empty_folder.cmake: runs the program on a folder made anew.
file(REMOVE_RECURSE "${FOLDER}")
file(MAKE_DIRECTORY "${FOLDER}")
execute_process(COMMAND "${PROGRAM}" "${FOLDER}" RESULT_VARIABLE code)
file(REMOVE_RECURSE "${FOLDER}")
if(NOT code EQUAL 0)
    message(FATAL_ERROR "the file layer breaks its contract (${code})")
endif()
