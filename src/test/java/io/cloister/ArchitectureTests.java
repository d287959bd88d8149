package io.cloister;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import io.cloister.inference.TextEmbedding;
import io.cloister.inference.TextGeneration;
import io.cloister.platform.Console;
import io.cloister.platform.ConsoleCommand;
import jakarta.persistence.Entity;
import java.lang.reflect.Parameter;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.repository.Repository;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.TransactionManager;
import org.springframework.web.bind.annotation.RequestMapping;

/** Rules of the house, each shown able to fail on a class of {@code broken}. */
class ArchitectureTests {

    /** Pages that anybody may open. */
    private static final Set<String> OPEN =
            Set.of("SignInPageController", "ErrorPageController", "FirstAdminController", "FavouriteIconController");

    private static final DescribedPredicate<JavaClass> BEAN_OR_ENTITY = DescribedPredicate.describe(
            "controllers, entities, repositories or configurations",
            type -> type.isMetaAnnotatedWith(Controller.class)
                    || type.isAnnotatedWith(Entity.class)
                    || type.isAnnotatedWith(Configuration.class)
                    || type.isAssignableTo(Repository.class));

    private static final DescribedPredicate<JavaMethodCall> NOW_WITHOUT_A_CLOCK = DescribedPredicate.describe(
            "now() without a clock",
            call -> call.getTarget().getName().equals("now")
                    && call.getTargetOwner().getPackageName().equals("java.time")
                    && call.getTarget().getRawParameterTypes().isEmpty());

    /** What is printed before, beside or instead of the portal, for whoever started it. */
    private static final DescribedPredicate<JavaClass> CONSOLE = DescribedPredicate.describe(
            "console",
            type -> type.isAssignableTo(ConsoleCommand.class)
                    || Set.of("OneLineFailureReporter", "FirstAdmin", "SignInTable", "ProgressBar", "ImportTarget")
                            .contains(type.getSimpleName()));

    private static final List<Rule> RULES = List.of(
            new Rule(
                    "controllers, entities, repositories and configurations are hidden",
                    classes()
                            .that(BEAN_OR_ENTITY)
                            .and()
                            .doNotHaveSimpleName("CloisterApplication")
                            .should()
                            .notBePublic()),
            new Rule(
                    "nothing in a web package is public",
                    classes().that().resideInAPackage("..web..").should().notBePublic()),
            new Rule(
                    "the root package holds the application only",
                    classes()
                            .that()
                            .resideInAPackage("io.cloister")
                            .and()
                            .doNotHaveSimpleName("package-info")
                            .should()
                            .haveSimpleName("CloisterApplication")),
            new Rule("fields are not injected", noFields().should().beAnnotatedWith(Autowired.class)),
            new Rule("settings are records, not values", noFields().should().beAnnotatedWith(Value.class)),
            new Rule(
                    "time comes from a clock",
                    noClasses()
                            .should()
                            .callMethod(Instant.class, "now")
                            .orShould()
                            .callMethod(System.class, "nanoTime")
                            .orShould()
                            .callMethod(System.class, "currentTimeMillis")
                            .orShould()
                            .callMethodWhere(NOW_WITHOUT_A_CLOCK)),
            new Rule(
                    "standard streams belong to the console",
                    noClasses()
                            .that()
                            .areNotAssignableTo(Console.class)
                            .and(DescribedPredicate.not(CONSOLE))
                            .should()
                            .accessField(System.class, "out")
                            .orShould()
                            .accessField(System.class, "err")
                            .orShould()
                            .accessField(System.class, "in")),
            new Rule("services are named by more than their module", classes().should(beNamedByMoreThanTheirModule())),
            new Rule(
                    "what a permission asks about is a parameter",
                    methods().that().areAnnotatedWith(PreAuthorize.class).should(haveWhatTheirPermissionNames())),
            new Rule("lists are collected with toList()", noClasses().should().callMethod(Collectors.class, "toList")),
            new Rule(
                    "names say what a thing does",
                    noClasses()
                            .that()
                            .areNotAssignableTo(TransactionManager.class) // the framework's own word
                            .should()
                            .haveNameMatching(".*(Manager|Helper|Utils?|Impl|Dto)")
                            .allowEmptyShould(false)),
            new Rule(
                    "Spring AI stays below the pipeline",
                    noClasses()
                            .that()
                            .resideInAnyPackage(
                                    "io.cloister.chat..", "io.cloister.admin..", "io.cloister.gateway..", "broken..")
                            .should()
                            .dependOnClassesThat()
                            .resideInAPackage("org.springframework.ai..")),
            new Rule(
                    "models are asked through the pipelines of the assistant",
                    noClasses()
                            .that()
                            .resideInAnyPackage(
                                    "io.cloister.chat..", "io.cloister.admin..", "io.cloister.gateway..", "broken..")
                            .should()
                            .dependOnClassesThat()
                            .belongToAnyOf(TextGeneration.class, TextEmbedding.class)),
            new Rule(
                    "ONNX Runtime is touched in one package",
                    noClasses()
                            .that()
                            .resideOutsideOfPackage("io.cloister.inference.onnx..")
                            .should()
                            .dependOnClassesThat()
                            .resideInAPackage("ai.onnxruntime..")),
            new Rule(
                    "every handler states its permission",
                    methods().that().areMetaAnnotatedWith(RequestMapping.class).should(statePermission())));

    @TestFactory
    List<DynamicTest> holds() {
        return RULES.stream()
                .map(rule ->
                        DynamicTest.dynamicTest(rule.name(), () -> rule.rule().check(ProductClasses.ALL)))
                .toList();
    }

    @TestFactory
    List<DynamicTest> canFail() {
        var broken = new ClassFileImporter().importPackages("broken");
        return RULES.stream()
                .filter(rule -> !rule.name().startsWith("the root package"))
                .map(rule -> DynamicTest.dynamicTest(
                        rule.name(),
                        () -> Assertions.assertThatThrownBy(() -> rule.rule().check(broken))
                                .isInstanceOf(AssertionError.class)
                                .hasMessageContaining("was violated")))
                .toList();
    }

    @Test
    void aTypeBesideTheApplicationIsFound() {
        Rule root = RULES.stream()
                .filter(rule -> rule.name().startsWith("the root package"))
                .findFirst()
                .orElseThrow();
        var besides = new ClassFileImporter().importClasses(SharedFiles.class);

        Assertions.assertThatThrownBy(() -> root.rule().check(besides)).isInstanceOf(AssertionError.class);
    }

    private static ArchCondition<JavaClass> beNamedByMoreThanTheirModule() {
        return new ArchCondition<>("be named by more than their module") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                String name = type.getSimpleName();
                String rest = name.endsWith("Service") ? name.substring(0, name.length() - "Service".length()) : name;
                boolean module = List.of(type.getPackageName().split("\\.")).contains(rest.toLowerCase(Locale.ROOT));
                events.add(new SimpleConditionEvent(
                        type, !name.endsWith("Service") || !(rest.isEmpty() || module), name + " says no more"));
            }
        };
    }

    private static ArchCondition<JavaMethod> haveWhatTheirPermissionNames() {
        return new ArchCondition<>("have what their permission names as parameters") {
            @Override
            public void check(JavaMethod method, ConditionEvents events) {
                Set<String> parameters = Arrays.stream(method.reflect().getParameters())
                        .map(Parameter::getName)
                        .collect(Collectors.toSet());
                boolean all = Pattern.compile("#(\\w+)")
                        .matcher(method.getAnnotationOfType(PreAuthorize.class).value())
                        .results()
                        .allMatch(named -> parameters.contains(named.group(1)));
                events.add(new SimpleConditionEvent(method, all, method.getFullName() + " lacks a parameter"));
            }
        };
    }

    private static ArchCondition<JavaMethod> statePermission() {
        return new ArchCondition<>("state its permission, or its class does") {
            @Override
            public void check(JavaMethod method, ConditionEvents events) {
                boolean stated = method.isAnnotatedWith(PreAuthorize.class)
                        || method.getOwner().isAnnotatedWith(PreAuthorize.class)
                        || OPEN.contains(method.getOwner().getSimpleName());
                events.add(new SimpleConditionEvent(
                        method, stated, String.format(Locale.ROOT, "%s states no permission", method.getFullName())));
            }
        };
    }

    private record Rule(String name, ArchRule rule) {}
}
