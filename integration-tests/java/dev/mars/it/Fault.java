// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.it;

import dev.mars.local.LocalStack;
import dev.mars.local.SecondBroker;
import dev.mars.local.StackProcess;
import java.time.Duration;

/**
 * Something that goes wrong below a running job, and is put right before {@code strike} returns.
 */
enum Fault {
    TASK_MANAGER_KILLED {
        @Override
        void strike(LiveJob job, Duration outage) throws Exception {
            int before = job.restored();
            StackProcess victim = victim(job);
            victim.kill();
            Thread.sleep(outage.toMillis());
            job.stack.restart(victim);
            job.awaitRestored(before + 1);
        }
    },

    /** Nothing remembers the job: Flink's high availability takes ZooKeeper or Kubernetes. */
    JOB_MANAGER_KILLED {
        @Override
        void strike(LiveJob job, Duration outage) throws Exception {
            job.stack.process("jobmanager").kill();
            Thread.sleep(outage.toMillis());
            job.stack.restart(job.stack.process("jobmanager"));
            job.resumeFromLatestCheckpoint();
        }
    },

    /** As an administrator stops it: it ends its sessions first. */
    BROKER_STOPPED {
        @Override
        void strike(LiveJob job, Duration outage) throws Exception {
            ProcessHandle broker = ProcessHandle.of(job.stack.process("kafka").pid()).orElseThrow();
            broker.destroy();
            broker.onExit().get();
            Thread.sleep(outage.toMillis());
            job.stack.restart(job.stack.process("kafka"));
        }
    },

    BROKER_KILLED {
        @Override
        void strike(LiveJob job, Duration outage) throws Exception {
            job.stack.process("kafka").kill();
            Thread.sleep(outage.toMillis());
            job.stack.restart(job.stack.process("kafka"));
        }
    },

    /**
     * What the job knows of the schemas is enough for it to go on, but not to begin: it tries in
     * vain until the registry is back.
     */
    REGISTRY_DOWN {
        @Override
        void strike(LiveJob job, Duration outage) throws Exception {
            LocalStack stack = job.stack;
            stack.process("registry").kill();
            job.awaitAnswers();
            Thread.sleep(outage.toMillis());
            int before = job.restored();
            StackProcess victim = victim(job);
            victim.kill();
            stack.restart(victim);
            job.awaitRestored(before + 2);
            stack.restart(stack.process("registry"));
        }
    },

    /** Stopped with a savepoint and resumed with another parallelism. */
    RESCALED {
        @Override
        void strike(LiveJob job, Duration outage) throws Exception {
            for (int parallelism : new int[] {1, 4, 2}) {
                job.rescale(parallelism);
                job.awaitAnswers();
                // No savepoint is taken before every subtask is up.
                job.awaitCheckpoint();
            }
        }
    },

    /** Every partition of every topic, Kafka's own included, moves to another broker and back. */
    PARTITIONS_MOVED {
        @Override
        void strike(LiveJob job, Duration outage) throws Exception {
            try (SecondBroker second = SecondBroker.start(job.stack)) {
                second.takeAll();
                job.awaitAnswers();
                Thread.sleep(outage.toMillis());
                second.giveBackAll();
            }
        }
    };

    /**
     * After a fault or two a job may have moved to one TaskManager: the other's end tells nothing.
     */
    private static StackProcess victim(LiveJob job) {
        String name = job.isOn("taskmanager-1") ? "taskmanager-1" : "taskmanager-2";
        return job.stack.process(name);
    }

    /**
     * @param outage how long what is down stays down, beyond the time that its start takes
     */
    abstract void strike(LiveJob job, Duration outage) throws Exception;
}
