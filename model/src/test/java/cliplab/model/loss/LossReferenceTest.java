// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.model.loss;

import static org.junit.jupiter.api.Assertions.assertEquals;

import cliplab.model.data.RandomStream;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class LossReferenceTest {
    private static final InfoNce INFO_NCE = new InfoNce(Direction.BOTH);
    private static final SigmoidPairwise SIGMOID = new SigmoidPairwise();

    private static int[] equalGroups(int groups, int size) {
        int[] sizes = new int[groups];
        Arrays.fill(sizes, size);
        return sizes;
    }

    @Test
    void theFloorOfABatchIsTheMeanOverItsPairs() {
        assertEquals(0, LossReference.floor(INFO_NCE, new int[] {4, 7, 1}), 0);
        assertEquals(Math.log(3), LossReference.floor(INFO_NCE, new int[] {5, 5, 5}), 1e-12);
        assertEquals(2 * Math.log(2) / 3, LossReference.floor(INFO_NCE, new int[] {5, 8, 5}), 1e-12);
        assertEquals(
                (2 * Math.log(2) + 3 * Math.log(3)) / 6,
                LossReference.floor(INFO_NCE, new int[] {1, 2, 1, 2, 2, 9}),
                1e-12);
        double two = 2 * Math.log(2);
        assertEquals(2 * two / 3, LossReference.floor(SIGMOID, new int[] {5, 8, 5}), 1e-12);
    }

    /** With equal captions no logits beat the floor: the best ones share the probability among them. */
    @Test
    void aPerfectNetworkReachesTheFloor() {
        int[] ids = {1, 2, 1, 2, 2, 9};
        double[][] logits = new double[6][6];
        for (int i = 0; i < 6; i++) {
            for (int j = 0; j < 6; j++) {
                logits[i][j] = ids[i] == ids[j] ? 60 : 0;
            }
        }
        assertEquals(
                LossReference.floor(INFO_NCE, ids),
                LossWorksheet.infoNce(logits, 1).loss(),
                1e-9);
    }

    @Test
    void theExpectedFloorsOfTheReferenceComeOut() {
        int[] groups = equalGroups(16, 170);
        assertEquals(1.5020, LossReference.expectedFloor(INFO_NCE, groups, 1, 64), 1e-4);
        assertEquals(0.2797, LossReference.expectedFloor(INFO_NCE, groups, 1, 8), 1e-4);
        assertEquals(0.5464, LossReference.expectedFloor(INFO_NCE, groups, 1, 16), 1e-4);
        assertEquals(2.7729, LossReference.expectedFloor(INFO_NCE, groups, 1, 256), 1e-4);
        assertEquals(2.3558, LossReference.expectedFloor(SIGMOID, groups, 1, 64), 1e-4);
    }

    private static double simulated(ContrastiveLoss loss, int[] groupSizes, int templates, int batchSize) {
        int[] groupOf = new int[Arrays.stream(groupSizes).sum()];
        for (int group = 0, pair = 0; group < groupSizes.length; group++) {
            for (int i = 0; i < groupSizes[group]; i++) {
                groupOf[pair++] = group;
            }
        }
        RandomStream random = RandomStream.of(11, "simulation");
        int epochs = 400;
        double sum = 0;
        for (int epoch = 0; epoch < epochs; epoch++) {
            int[] order = random.permutation(groupOf.length);
            for (int start = 0; start < order.length; start += batchSize) {
                int n = Math.min(batchSize, order.length - start);
                int[] ids = new int[n];
                for (int i = 0; i < n; i++) {
                    ids[i] = groupOf[order[start + i]] * templates + random.nextInt(templates);
                }
                sum += n * LossReference.floor(loss, ids);
            }
        }
        return sum / epochs / groupOf.length;
    }

    private static void assertAgrees(ContrastiveLoss loss, int[] groupSizes, int templates, int batchSize) {
        assertEquals(
                simulated(loss, groupSizes, templates, batchSize),
                LossReference.expectedFloor(loss, groupSizes, templates, batchSize),
                0.004);
    }

    @Test
    void theExpectationAgreesWithDrawnBatches() {
        int[] withheld = equalGroups(16, 20);
        withheld[2] = 0;
        withheld[15] = 0;
        assertAgrees(INFO_NCE, equalGroups(16, 20), 1, 64);
        assertAgrees(INFO_NCE, withheld, 1, 35); // 280 pairs, 8 whole batches
        assertAgrees(INFO_NCE, withheld, 3, 64); // a last batch of 24
        assertAgrees(INFO_NCE, new int[] {50, 3, 1, 0, 20}, 2, 16); // 74 pairs, a last batch of 10
        assertAgrees(SIGMOID, equalGroups(16, 20), 2, 48);
        assertAgrees(SIGMOID, new int[] {50, 3, 1, 0, 20}, 1, 16);
    }

    @Test
    void aBatchOfEverythingLeavesNothingToChance() {
        int[] sizes = {50, 3, 1, 0, 20};
        double exact = (50 * Math.log(50) + 3 * Math.log(3) + 20 * Math.log(20)) / 74;
        assertEquals(exact, LossReference.expectedFloor(INFO_NCE, sizes, 1, 74), 1e-9);
        assertEquals(exact, LossReference.expectedFloor(INFO_NCE, sizes, 1, 4096), 1e-9);
        assertEquals(Math.log(74), LossReference.chanceLine(INFO_NCE, 74, 4096), 1e-12);
    }

    @Test
    void theChanceLineOfAnEpochCountsItsLastBatchAsSmallAsItIs() {
        assertEquals((64 * Math.log(64) + 10 * Math.log(10)) / 74, LossReference.chanceLine(INFO_NCE, 74, 64), 1e-12);
        assertEquals(Math.log(32), LossReference.chanceLine(INFO_NCE, 64, 32), 1e-12);
        assertEquals(5.1510, LossReference.chanceLine(SIGMOID, 640, 64), 1e-4);
    }
}
