package io.cloister;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.lang.annotation.Annotation;
import java.util.List;

/** The classes that are delivered, for tests that look at all of them. */
final class ProductClasses {

    static final JavaClasses ALL = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.cloister");

    private ProductClasses() {}

    static List<PackageDeed> packages() {
        return ALL.stream()
                .map(type -> type.getPackageName())
                .filter(name -> !name.equals("io.cloister") && !name.startsWith("io.cloister.inference.onnx.proto"))
                .distinct()
                .sorted()
                .map(PackageDeed::of)
                .toList();
    }

    static List<PackageDeed> topLevelPackages() {
        return ALL.stream()
                .map(type -> type.getPackageName())
                .filter(name -> name.startsWith("io.cloister."))
                .map(name -> String.join(".", List.of(name.split("\\.")).subList(0, 3)))
                .distinct()
                .sorted()
                .map(PackageDeed::of)
                .toList();
    }

    /** A package with what stands on its {@code package-info}. */
    record PackageDeed(String name, List<Annotation> annotations) {

        static PackageDeed of(String name) {
            try {
                return new PackageDeed(
                        name, List.of(Class.forName(name + ".package-info").getAnnotations()));
            } catch (ClassNotFoundException e) {
                return new PackageDeed(name, List.of());
            }
        }

        String getSimpleName() {
            return name.substring(name.lastIndexOf('.') + 1);
        }

        boolean isAnnotationPresent(Class<? extends Annotation> type) {
            return annotations.stream().anyMatch(type::isInstance);
        }

        <A extends Annotation> A getAnnotation(Class<A> type) {
            return annotations.stream()
                    .filter(type::isInstance)
                    .map(type::cast)
                    .findFirst()
                    .orElseThrow(() -> new AssertionError(name + " lacks @" + type.getSimpleName()));
        }

        @Override
        public String toString() {
            return name;
        }
    }
}
