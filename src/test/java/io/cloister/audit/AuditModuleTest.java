package io.cloister.audit;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Import;
import org.springframework.modulith.test.ApplicationModuleTest;
import org.springframework.modulith.test.ApplicationModuleTest.BootstrapMode;
import org.springframework.test.context.TestConstructor;
import org.springframework.test.context.TestPropertySource;

/** The module on a real database; the tests seal when they want to. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ApplicationModuleTest(mode = BootstrapMode.DIRECT_DEPENDENCIES, module = "audit", verifyAutomatically = false)
@AutoConfigureMockMvc
@TestPropertySource(properties = "cloister.audit.sealing-enabled=false")
@TestConstructor(autowireMode = TestConstructor.AutowireMode.ALL)
@Import({TestTrail.class, AuditTestConfiguration.class})
@ResourceLock("audit")
public @interface AuditModuleTest {}
