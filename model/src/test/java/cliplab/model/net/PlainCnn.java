// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.model.net;

import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The image encoder once more, in evaluation mode and in loops of doubles, to compare with. */
final class PlainCnn {
    private static final int[] CHANNELS = {3, 32, 32, 64, 64};

    private PlainCnn() {}

    private static float[] of(Map<String, Values> values, String name) {
        return Objects.requireNonNull(values.get(name), name).values();
    }

    /** @param pixels (images, side, side, 3) */
    static float[] encode(Map<String, Values> values, float[] pixels, int images, int side, List<Integer> strides) {
        float[] result = new float[images * 64];
        for (int image = 0; image < images; image++) {
            double[] x = planes(pixels, image, side);
            int size = side;
            for (int layer = 1; layer <= 4; layer++) {
                int stride = strides.get(layer - 1);
                x = convolve(values, layer, x, size, stride);
                size = (size - 1) / stride + 1;
                String norm = "image.bn" + layer + ".";
                for (int i = 0; i < x.length; i++) {
                    int c = i / (size * size);
                    double centred = x[i] - of(values, norm + "running_mean")[c];
                    double scaled = centred / Math.sqrt(of(values, norm + "running_var")[c] + 1e-5);
                    x[i] = Math.max(0, scaled * of(values, norm + "weight")[c] + of(values, norm + "bias")[c]);
                }
            }
            double[] mean = new double[64];
            for (int i = 0; i < x.length; i++) {
                mean[i / (size * size)] += x[i] / (size * size);
            }
            double[] out = new double[64];
            double square = 0;
            for (int o = 0; o < 64; o++) {
                out[o] = of(values, "image.projection.bias")[o];
                for (int i = 0; i < 64; i++) {
                    out[o] += of(values, "image.projection.weight")[o * 64 + i] * mean[i];
                }
                square += out[o] * out[o];
            }
            for (int o = 0; o < 64; o++) {
                result[image * 64 + o] = (float) (out[o] / Math.sqrt(square));
            }
        }
        return result;
    }

    /** Mean and unbiased variance of each channel after the first convolution, over all images and places. */
    static double[][] firstLayerMoments(Map<String, Values> values, float[] pixels, int images, int side, int stride) {
        double[][] moments = new double[2][32];
        int places = ((side - 1) / stride + 1) * ((side - 1) / stride + 1);
        double n = (double) images * places;
        double[] squares = new double[32];
        for (int image = 0; image < images; image++) {
            double[] x = convolve(values, 1, planes(pixels, image, side), side, stride);
            for (int i = 0; i < x.length; i++) {
                moments[0][i / places] += x[i] / n;
                squares[i / places] += x[i] * x[i];
            }
        }
        for (int c = 0; c < 32; c++) {
            moments[1][c] = (squares[c] - n * moments[0][c] * moments[0][c]) / (n - 1);
        }
        return moments;
    }

    private static double[] planes(float[] pixels, int image, int side) {
        double[] x = new double[3 * side * side];
        for (int place = 0; place < side * side; place++) {
            for (int c = 0; c < 3; c++) {
                x[c * side * side + place] = pixels[(image * side * side + place) * 3 + c];
            }
        }
        return x;
    }

    private static double[] convolve(Map<String, Values> values, int layer, double[] x, int size, int stride) {
        int in = CHANNELS[layer - 1];
        int out = CHANNELS[layer];
        int side = (size - 1) / stride + 1;
        float[] weight = of(values, "image.conv" + layer + ".weight");
        float[] bias = of(values, "image.conv" + layer + ".bias");
        double[] result = new double[out * side * side];
        for (int o = 0; o < out; o++) {
            for (int y = 0; y < side; y++) {
                for (int u = 0; u < side; u++) {
                    double sum = bias[o];
                    for (int i = 0; i < in; i++) {
                        for (int ky = 0; ky < 3; ky++) {
                            int sy = y * stride + ky - 1;
                            for (int kx = 0; kx < 3; kx++) {
                                int sx = u * stride + kx - 1;
                                if (sy >= 0 && sy < size && sx >= 0 && sx < size) {
                                    sum += weight[((o * in + i) * 3 + ky) * 3 + kx] * x[(i * size + sy) * size + sx];
                                }
                            }
                        }
                    }
                    result[(o * side + y) * side + u] = sum;
                }
            }
        }
        return result;
    }
}
