// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.stream;

import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;

/**
 * What a training tells the one who waits for it. Fields are public and mutable as Flink's POJO
 * serializer asks.
 */
public class TrainingNews {
    static final TypeInformation<TrainingNews> TYPE = Types.POJO(TrainingNews.class);

    /** What is being done; null in the last news. */
    public String step;

    public long done;

    /** Steps in all, below 0 if unknown. */
    public long total;

    /** Why nothing was trained, to be read by people; last news only, null if something was. */
    public String failure;

    /** The {@link TrainingResult} as JSON; last news only. */
    public String result;

    static TrainingNews step(String what, long done, long total) {
        TrainingNews news = new TrainingNews();
        news.step = what;
        news.done = done;
        news.total = total;
        return news;
    }

    static TrainingNews failure(String message) {
        TrainingNews news = new TrainingNews();
        news.failure = message;
        return news;
    }

    static TrainingNews result(String json) {
        TrainingNews news = new TrainingNews();
        news.result = json;
        return news;
    }
}
