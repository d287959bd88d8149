package io.cloister.audit;

import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.security.config.annotation.method.configuration.EnableMethodSecurity;

/** What the whole portal brings along. */
@TestConfiguration(proxyBeanMethods = false)
@EnableMethodSecurity
class AuditTestConfiguration {}
