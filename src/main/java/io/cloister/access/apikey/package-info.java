/** API keys: made and revoked by people, presented by their programs. */
@NullMarked
package io.cloister.access.apikey;

import org.jspecify.annotations.NullMarked;
