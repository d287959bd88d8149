package io.cloister.inference.embedding;

import io.cloister.inference.onnx.OnnxSessions;

/**
 * What encoders are opened with and run on.
 *
 * @param eightBits whether 32-bit matrices are kept in 8 bits
 */
public record EncoderRuntime(OnnxSessions sessions, EncoderScheduler scheduler, boolean eightBits) {}
