// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.stream.wire;

import dev.mars.profile.Profile;
import dev.mars.retrieval.Donor;
import dev.mars.retrieval.HeldItem;
import dev.mars.retrieval.HolderSample;
import dev.mars.retrieval.Holding;
import dev.mars.retrieval.ShardDonor;
import dev.mars.stream.AnswerPart;
import dev.mars.stream.Arrival;
import dev.mars.stream.IndexChange;
import dev.mars.stream.ItemCopy;
import dev.mars.stream.ItemVersion;
import dev.mars.stream.LedgerChange;
import dev.mars.stream.Notice;
import dev.mars.stream.Outgoing;
import dev.mars.stream.Request;
import dev.mars.stream.ShardChange;
import dev.mars.stream.UserInput;
import dev.mars.topic.Behavior;
import dev.mars.topic.Inbound;
import dev.mars.topic.ItemFeatures;
import dev.mars.topic.RawRecord;
import org.apache.flink.api.common.typeinfo.TypeInformation;

/** The type of every stream and every state. */
public final class Types {
    public static final TypeInformation<RawRecord> RAW =
            new WireType<>(RawRecord.class, new RawRecordSerializer());
    public static final TypeInformation<Inbound<Behavior>> INBOUND_BEHAVIOR =
            inbound(new InboundSerializer.OfBehavior());
    public static final TypeInformation<Inbound<ItemFeatures>> INBOUND_ITEM =
            inbound(new InboundSerializer.OfItem());
    public static final TypeInformation<Arrival> ARRIVAL =
            new WireType<>(Arrival.class, new ArrivalSerializer());
    public static final TypeInformation<ItemVersion> ITEM_VERSION =
            new WireType<>(ItemVersion.class, new ItemVersionSerializer());
    public static final TypeInformation<ItemCopy> ITEM_COPY =
            new WireType<>(ItemCopy.class, new ItemCopySerializer());
    public static final TypeInformation<UserInput> USER_INPUT =
            new WireType<>(UserInput.class, new UserInputSerializer());
    public static final TypeInformation<Profile> PROFILE =
            new WireType<>(Profile.class, new ProfileSerializer());
    public static final TypeInformation<Request> REQUEST =
            new WireType<>(Request.class, new RequestSerializer());
    public static final TypeInformation<IndexChange> INDEX_CHANGE =
            new WireType<>(IndexChange.class, new IndexChangeSerializer());
    public static final TypeInformation<Donor> DONOR =
            new WireType<>(Donor.class, new DonorSerializer());
    public static final TypeInformation<Outgoing> OUTGOING =
            new WireType<>(Outgoing.class, new OutgoingSerializer());
    public static final TypeInformation<ShardDonor> SHARD_DONOR =
            new WireType<>(ShardDonor.class, new ShardDonorSerializer());
    public static final TypeInformation<Holding> HOLDING =
            new WireType<>(Holding.class, new HoldingSerializer());
    public static final TypeInformation<HeldItem> HELD_ITEM =
            new WireType<>(HeldItem.class, new HeldItemSerializer());
    public static final TypeInformation<HolderSample> HOLDER_SAMPLE =
            new WireType<>(HolderSample.class, new HolderSampleSerializer());
    public static final TypeInformation<ShardChange> SHARD_CHANGE =
            new WireType<>(ShardChange.class, new ShardChangeSerializer());
    public static final TypeInformation<LedgerChange> LEDGER_CHANGE =
            new WireType<>(LedgerChange.class, new LedgerChangeSerializer());
    public static final TypeInformation<Notice> NOTICE =
            new WireType<>(Notice.class, new NoticeSerializer());
    public static final TypeInformation<AnswerPart> ANSWER_PART =
            new WireType<>(AnswerPart.class, new AnswerPartSerializer());

    @SuppressWarnings("unchecked")
    private static <T> TypeInformation<Inbound<T>> inbound(InboundSerializer<T> serializer) {
        return new WireType<>((Class<Inbound<T>>) (Class<?>) Inbound.class, serializer);
    }

    private Types() {}
}
