// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import cliplab.model.runtime.ComputeDevice;
import cliplab.model.runtime.EngineStart;
import cliplab.model.runtime.Folders;

/** The engine, started once for all tests of this process, on one thread of the processor. */
public final class TestEngine {
    public static final ComputeDevice CPU = new ComputeDevice(ComputeDevice.Kind.CPU, "tests run there");

    private static final class Started {
        static final boolean YES = start();

        private static boolean start() {
            EngineStart.start(1, Folders.ofThisSystem());
            return true;
        }
    }

    private TestEngine() {}

    public static void start() {
        if (!Started.YES) {
            throw new IllegalStateException("the engine did not start");
        }
    }

    /** A manager of the caller's own; the caller closes it. */
    public static NDManager manager() {
        start();
        return EngineStart.newManager(CPU);
    }

    /** (rows, columns) of 32-bit floats. */
    public static NDArray matrix(NDManager manager, double[][] values) {
        float[] flat = new float[values.length * values[0].length];
        for (int i = 0; i < flat.length; i++) {
            flat[i] = (float) values[i / values[0].length][i % values[0].length];
        }
        return manager.create(flat, new Shape(values.length, values[0].length));
    }
}
