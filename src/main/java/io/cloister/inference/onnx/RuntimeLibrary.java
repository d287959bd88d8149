package io.cloister.inference.onnx;

import java.lang.foreign.SymbolLookup;

/** The native library that ONNX Runtime's Java interface brings along. */
public final class RuntimeLibrary {

    private RuntimeLibrary() {}

    /** Its symbols. Loads it, silenced, where that has not happened yet. */
    public static SymbolLookup load() {
        OnnxSessions.environment();
        // The Java interface has loaded it for the class loader that both have in common.
        return SymbolLookup.loaderLookup();
    }
}
