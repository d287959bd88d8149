/** The whole product, used as its people use it: in a real browser and over HTTP, with the sample organisation. */
@NullMarked
package io.cloister.portal;

import org.jspecify.annotations.NullMarked;
