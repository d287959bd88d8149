package io.cloister.portal;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.TestConstructor;

/** The running demonstration, one for all tests that carry this. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT, properties = "cloister.demo.enabled=true")
@TestConstructor(autowireMode = TestConstructor.AutowireMode.ALL)
@Import({DemoPeople.class, Portal.class, PortalBrowser.class, Programs.class})
@ResourceLock("portal")
public @interface PortalTest {}
