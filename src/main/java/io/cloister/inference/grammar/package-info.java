@org.jspecify.annotations.NullMarked
package io.cloister.inference.grammar;
