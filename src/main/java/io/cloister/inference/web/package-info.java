/** What administrators see of the models in memory. */
@NullMarked
package io.cloister.inference.web;

import org.jspecify.annotations.NullMarked;
