package io.cloister.inference.template;

import java.util.List;

/** What can be assigned to. */
sealed interface Target {

    record Variable(String name) implements Target {}

    /** An attribute of a namespace. */
    record NamespaceAttribute(int line, String namespace, String attribute) implements Target {}

    /** Several, each for one item of the value. */
    record Several(int line, List<Target> targets) implements Target {}
}
