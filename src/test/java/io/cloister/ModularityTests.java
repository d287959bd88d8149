package io.cloister;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.ApplicationModule;
import org.springframework.modulith.core.ApplicationModules;
import org.springframework.modulith.docs.Documenter;

class ModularityTests {

    /** The whole graph: a new edge is a visible change of this table. */
    private static final Map<String, Set<String>> MAY_USE = Map.ofEntries(
            entry("platform", Set.of()),
            entry("audit", Set.of("platform")),
            entry("access", Set.of("platform", "audit")),
            entry("catalog", Set.of("platform", "audit", "access")),
            entry("inference", Set.of("platform", "audit", "catalog")),
            entry("knowledge", Set.of("platform", "audit", "access", "catalog", "inference")),
            entry("assistant", Set.of("platform", "audit", "access", "catalog", "inference", "knowledge")),
            entry("chat", Set.of("platform", "audit", "access", "assistant")),
            entry("gateway", Set.of("platform", "access", "catalog", "inference", "assistant")),
            entry("evaluation", Set.of("platform", "access", "knowledge")),
            entry("admin", Set.of("platform", "access")),
            entry("demo", Set.of("platform", "access", "catalog", "knowledge")));

    private static final ApplicationModules MODULES = ApplicationModules.of(CloisterApplication.class);

    @Test
    void noModuleUsesWhatItMayNot() {
        MODULES.verify();
    }

    @Test
    void aModuleThatUsesWhatItMayNotIsFound() {
        ApplicationModules broken = ApplicationModules.of("brokenhouse", location -> location.contains("brokenhouse"));

        assertThat(broken.detectViolations().getMessages())
                .anySatisfy(message -> assertThat(message).contains("'lower'", "'upper'"));
    }

    @Test
    void declaredDependenciesAreTheGraph() {
        Map<String, Set<String>> declared = new TreeMap<>();
        ProductClasses.topLevelPackages()
                .forEach(type -> declared.put(
                        type.getSimpleName(),
                        new TreeSet<>(Arrays.asList(
                                type.getAnnotation(ApplicationModule.class).allowedDependencies()))));

        assertThat(declared).isEqualTo(MAY_USE);
    }

    @Test
    void everyModuleHasADeedWithDependencies() {
        assertThat(ProductClasses.topLevelPackages())
                .isNotEmpty()
                .allSatisfy(type -> assertThat(type.isAnnotationPresent(ApplicationModule.class))
                        .isTrue());
    }

    @Test
    void everyPackageIsNullMarked() {
        assertThat(ProductClasses.packages())
                .isNotEmpty()
                .allSatisfy(type -> assertThat(type.isAnnotationPresent(NullMarked.class))
                        .as(type.name())
                        .isTrue());
    }

    @Test
    void writesDownTheModules() {
        new Documenter(MODULES).writeModulesAsPlantUml().writeIndividualModulesAsPlantUml();
    }
}
