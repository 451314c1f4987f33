// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.model.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cliplab.model.TestEngine;
import cliplab.model.data.ShapesDataset;
import cliplab.model.runtime.ComputeDevice;
import cliplab.model.runtime.NativeMemory;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Neither the number of native arrays nor resident memory grows over 10,000 steps and 100 evaluations. */
@Tag("slow")
class NativeMemorySoakTest {
    private static final int STEPS = 10_000;
    private static final int EVALUATE_EVERY = 100;
    /** By then every code path was taken, and the allocator has what it needs. */
    private static final int SETTLED = 2_000;

    private static final long TOLERANCE_BYTES = 48L << 20;

    @BeforeAll
    static void startEngine() {
        TestEngine.start();
    }

    /** The heap is touched as soon as it is committed, see the POM, so that resident memory less the heap is what is native. */
    private static OptionalLong outsideTheJavaHeap() {
        OptionalLong resident = NativeMemory.resident();
        return resident.isPresent()
                ? OptionalLong.of(resident.getAsLong() - Runtime.getRuntime().totalMemory())
                : resident;
    }

    @Test
    void nothingGrows() throws DivergedException {
        TrainingOptions options = TrainingOptions.REFERENCE;
        ShapesDataset data = new ShapesDataset(options.seed(), options.data());
        ComputeDevice cpu = new ComputeDevice(ComputeDevice.Kind.CPU, "for the test");
        LiveOptions live = LiveOptions.startOf(options).withBatchSize(8);
        int held = 0;
        OptionalLong resident = OptionalLong.empty();
        try (Session session = new Session(options, live, data, cpu)) {
            for (int step = 1; step <= STEPS; step++) {
                session.step();
                if (session.isEpochOver()) {
                    session.nextEpoch();
                }
                if (step % EVALUATE_EVERY == 0) {
                    session.evaluate(live.evaluationTemplates());
                }
                if (step == SETTLED) {
                    held = session.heldArrays();
                    resident = outsideTheJavaHeap();
                }
            }
            assertEquals(held, session.heldArrays());
            OptionalLong after = outsideTheJavaHeap();
            if (resident.isPresent() && after.isPresent()) {
                long growth = after.getAsLong() - resident.getAsLong();
                assertTrue(growth <= TOLERANCE_BYTES, "memory outside the Java heap grew by " + growth + " bytes");
            }
        }
    }
}
