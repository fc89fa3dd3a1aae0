# What `cmake --install` puts in place beside the program: the manual, completion, units, and what watches the service.
include(GNUInstallDirs)

# Where a distribution keeps units, e.g. /lib/systemd/system; relative ones are below the prefix.
set(COMMONPLACE_UNIT_DIR lib/systemd/system CACHE STRING "Where systemd's units go")

install(FILES ${PROJECT_SOURCE_DIR}/man/commonplace.1 DESTINATION ${CMAKE_INSTALL_MANDIR}/man1)
install(FILES ${PROJECT_BINARY_DIR}/man/commonplace.toml.5 DESTINATION ${CMAKE_INSTALL_MANDIR}/man5)
install(FILES ${PROJECT_SOURCE_DIR}/completions/commonplace DESTINATION ${CMAKE_INSTALL_DATADIR}/bash-completion/completions)
install(FILES systemd/commonplace.service systemd/commonplace.socket systemd/commonplace-admin.socket
        DESTINATION ${COMMONPLACE_UNIT_DIR})
install(FILES systemd/commonplace.sysusers DESTINATION lib/sysusers.d RENAME commonplace.conf)
install(FILES systemd/commonplace.tmpfiles DESTINATION lib/tmpfiles.d RENAME commonplace.conf)
install(DIRECTORY monitoring/ DESTINATION ${CMAKE_INSTALL_DATADIR}/commonplace/monitoring
        PATTERN "*.test.yml" EXCLUDE)
