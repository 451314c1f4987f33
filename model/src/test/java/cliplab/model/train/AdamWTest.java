// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.model.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.ndarray.NDManager;
import cliplab.model.TestEngine;
import cliplab.model.data.RandomStream;
import cliplab.model.net.DualEncoder;
import org.junit.jupiter.api.Test;

class AdamWTest {
    @Test
    void updatesAgreeWithPlainArithmeticInDoubles() {
        try (NDManager manager = TestEngine.manager();
                DualEncoder network = Networks.create(manager, Recorded.options(1, 8), 10)) {
            float decay = 0.3f;
            AdamW optimiser = new AdamW(manager, network.parameters(), decay);
            float[] mask = network.parameters().decayMask().toFloatArray();
            float[] start = network.parameters().flat().toFloatArray();
            int n = start.length;
            double[] p = new double[n];
            double[] m = new double[n];
            double[] v = new double[n];
            for (int i = 0; i < n; i++) {
                p[i] = start[i];
            }
            RandomStream random = RandomStream.of(0, "gradient");
            for (int t = 0; t < 4; t++) {
                double rate = 0.01 / (t + 1);
                float[] gradient = new float[n];
                for (int i = 0; i < n; i++) {
                    gradient[i] = (float) (random.nextGaussian() * (i % 5));
                    m[i] = 0.9 * m[i] + 0.1 * gradient[i];
                    v[i] = 0.999 * v[i] + 0.001 * gradient[i] * gradient[i];
                    double mean = m[i] / (1 - Math.pow(0.9, t + 1));
                    double square = v[i] / (1 - Math.pow(0.999, t + 1));
                    p[i] -= rate * (mean / (Math.sqrt(square) + 1e-8) + decay * mask[i] * p[i]);
                }
                try (NDManager pass = manager.newSubManager()) {
                    optimiser.update(pass, pass.create(gradient), rate, t);
                }
            }
            float[] actual = network.parameters().flat().toFloatArray();
            float[] first = optimiser.firstMoment().values();
            float[] second = optimiser.secondMoment().values();
            for (int i = 0; i < n; i++) {
                assertEquals(p[i], actual[i], 1e-5 * (1 + Math.abs(p[i])));
                assertEquals(m[i], first[i], 1e-5);
                assertEquals(v[i], second[i], 1e-5 * (1 + v[i]));
            }
        }
    }

    @Test
    void momentsComeBackAsTheyWereSaved() {
        try (NDManager manager = TestEngine.manager();
                DualEncoder network = Networks.create(manager, Recorded.options(1, 8), 10)) {
            AdamW one = new AdamW(manager, network.parameters(), 0);
            float[] gradient = new float[network.parameters().size()];
            java.util.Arrays.fill(gradient, 0.5f);
            try (NDManager pass = manager.newSubManager()) {
                one.update(pass, pass.create(gradient), 0.1, 0);
            }
            AdamW two = new AdamW(manager, network.parameters(), 0);
            two.restore(one.firstMoment(), one.secondMoment());
            assertArrayEquals(one.firstMoment().values(), two.firstMoment().values());
            assertArrayEquals(one.secondMoment().values(), two.secondMoment().values());
        }
    }
}
