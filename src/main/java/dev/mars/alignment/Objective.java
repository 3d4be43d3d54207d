// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.alignment;

import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/**
 * What the alignment is trained for (DESIGN section 7), at a batch of pairs in the unified space:
 *
 * <pre>L = w_c InfoNCE(cosine, τ) + λ_m ‖z_t − z_i‖²/d + λ_k (KSD²_t + KSD²_i)</pre>
 *
 * <p>The first brings partners together and keeps strangers apart, the second leaves no gap between
 * the modalities, the third keeps both where N(0, I) is, so that no direction is worth more than
 * another for one modality alone. The three costly parts run beside each other, each on its own;
 * they are added in a fixed order.
 *
 * @param contrastiveWeight w_c, 1 but for ablations
 * @param variational true to follow SVGD's direction in place of the gradient of KSD²
 */
record Objective(
        double contrastiveWeight,
        double matchWeight,
        double steinWeight,
        double temperature,
        boolean variational) {

    static Objective of(DescentSettings settings) {
        return new Objective(
                1, settings.matchWeight(), settings.steinWeight(), settings.temperature(), false);
    }

    /**
     * Adds the gradients by the batch's vectors to {@code byText} and {@code byImage}, [n x d].
     *
     * @return the terms, without their weights
     */
    LossPoint at(DMatrixRMaj text, DMatrixRMaj image, DMatrixRMaj byText, DMatrixRMaj byImage) {
        int d = text.numCols;
        InfoNce[] contrast = new InfoNce[1];
        SteinGradient[] stein = new SteinGradient[2];
        IntStream.range(0, 3)
                .parallel()
                .forEach(
                        part -> {
                            // The longest first: two cores then share the work about evenly.
                            if (part == 0) {
                                contrast[0] = InfoNce.at(text, image, temperature);
                            } else {
                                stein[part - 1] = stein(part == 1 ? text : image);
                            }
                        });
        CommonOps_DDRM.addEquals(byText, contrastiveWeight, contrast[0].byText());
        CommonOps_DDRM.addEquals(byImage, contrastiveWeight, contrast[0].byImage());
        CommonOps_DDRM.addEquals(byText, steinWeight, stein[0].byPoint());
        CommonOps_DDRM.addEquals(byImage, steinWeight, stein[1].byPoint());
        double match = 0;
        double factor = 2 * matchWeight / ((double) d * text.numRows);
        for (int i = 0; i < text.getNumElements(); i++) {
            double difference = text.data[i] - image.data[i];
            match += difference * difference;
            byText.data[i] += factor * difference;
            byImage.data[i] -= factor * difference;
        }
        return new LossPoint(
                0,
                contrast[0].loss(),
                match / ((double) d * text.numRows),
                stein[0].squared(),
                stein[1].squared());
    }

    private SteinGradient stein(DMatrixRMaj z) {
        SteinGradient gradient = SteinGradient.at(z, z.numCols);
        if (!variational) {
            return gradient;
        }
        DMatrixRMaj against = SteinVariationalDirection.at(z, z.numCols);
        CommonOps_DDRM.scale(-1.0 / z.numRows, against);
        return new SteinGradient(gradient.squared(), against);
    }
}
