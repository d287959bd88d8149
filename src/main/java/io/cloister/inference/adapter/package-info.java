/** LoRA adapters: small additions to a model's linear maps, merged when it is built or chosen for each text. */
@NullMarked
package io.cloister.inference.adapter;

import org.jspecify.annotations.NullMarked;
