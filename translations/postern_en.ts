<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>Duration</name>
    <message numerus="yes">
        <source>%n s</source>
        <translation>
            <numerusform>%n s</numerusform>
            <numerusform>%n s</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n min</source>
        <translation>
            <numerusform>%n min</numerusform>
            <numerusform>%n min</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n h</source>
        <translation>
            <numerusform>%n h</numerusform>
            <numerusform>%n h</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n days</source>
        <translation>
            <numerusform>%n day</numerusform>
            <numerusform>%n days</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RangeListEdit</name>
    <message numerus="yes">
        <source>%Ln addresses</source>
        <translation>
            <numerusform>%Ln address</numerusform>
            <numerusform>%Ln addresses</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Refusals</name>
    <message numerus="yes">
        <source>Refuses %Ln message(s) of the last 7 days.</source>
        <translation>
            <numerusform>Refuses %Ln message of the last 7 days.</numerusform>
            <numerusform>Refuses %Ln messages of the last 7 days.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Would have refused %Ln message(s) in 7 days.</source>
        <translation>
            <numerusform>Would have refused %Ln message in 7 days.</numerusform>
            <numerusform>Would have refused %Ln messages in 7 days.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Refuses %Ln message(s) of the newest %1.</source>
        <translation>
            <numerusform>Refuses %Ln message of the newest %1.</numerusform>
            <numerusform>Refuses %Ln messages of the newest %1.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Would have refused %Ln message(s) of the newest %1.</source>
        <translation>
            <numerusform>Would have refused %Ln message of the newest %1.</numerusform>
            <numerusform>Would have refused %Ln messages of the newest %1.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Of %Ln more it is not known (not looked up then: %1).</source>
        <translation>
            <numerusform>Of %Ln more it is not known (not looked up then: %1).</numerusform>
            <numerusform>Of %Ln more it is not known (not looked up then: %1).</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>What it would refuse of %Ln message(s) is not known (not looked up then: %1). Monitor finds out.</source>
        <translation>
            <numerusform>Whether it would refuse %Ln message is not known (not looked up then: %1). Monitor finds out.</numerusform>
            <numerusform>What it would refuse of %Ln messages is not known (not looked up then: %1). Monitor finds out.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RelativeTime</name>
    <message numerus="yes">
        <source>%n min ago</source>
        <translation>
            <numerusform>%n min ago</numerusform>
            <numerusform>%n min ago</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n h ago</source>
        <translation>
            <numerusform>%n h ago</numerusform>
            <numerusform>%n h ago</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n days ago</source>
        <translation>
            <numerusform>%n day ago</numerusform>
            <numerusform>%n days ago</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RelaySummary</name>
    <message numerus="yes">
        <source>%n more</source>
        <translation>
            <numerusform>%n more</numerusform>
            <numerusform>%n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ServiceActions</name>
    <message numerus="yes">
        <source>%Ln entries</source>
        <translation>
            <numerusform>%Ln entry</numerusform>
            <numerusform>%Ln entries</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>StatusSummary</name>
    <message numerus="yes">
        <source>%n engines</source>
        <translation>
            <numerusform>%n engine</numerusform>
            <numerusform>%n engines</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>postern::ui::AccessPage</name>
    <message numerus="yes">
        <source>%n more</source>
        <translation>
            <numerusform>%n more</numerusform>
            <numerusform>%n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>postern::ui::AuthenticationPage</name>
    <message numerus="yes">
        <source>%n mailbox(es) can log in.</source>
        <translation>
            <numerusform>%n mailbox can log in.</numerusform>
            <numerusform>%n mailboxes can log in.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>postern::ui::BansPage</name>
    <message numerus="yes">
        <source>%n failed log-ins within ten minutes</source>
        <translation>
            <numerusform>%n failed log-in within ten minutes</numerusform>
            <numerusform>%n failed log-ins within ten minutes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n barred client(s)</source>
        <translation>
            <numerusform>%n barred client</numerusform>
            <numerusform>%n barred clients</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>postern::ui::BlackListsPage</name>
    <message numerus="yes">
        <source>%n addresses</source>
        <translation>
            <numerusform>%n address</numerusform>
            <numerusform>%n addresses</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n senders</source>
        <translation>
            <numerusform>%n sender</numerusform>
            <numerusform>%n senders</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n recipients</source>
        <translation>
            <numerusform>%n recipient</numerusform>
            <numerusform>%n recipients</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n HELO hosts</source>
        <translation>
            <numerusform>%n HELO host</numerusform>
            <numerusform>%n HELO hosts</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>postern::ui::BrokenPinsDialog</name>
    <message numerus="yes">
        <source>These settings would break %n pinned message(s).</source>
        <translation>
            <numerusform>These settings would break %n pinned message.</numerusform>
            <numerusform>These settings would break %n pinned messages.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>postern::ui::ConnectionsPage</name>
    <message numerus="yes">
        <source>%n open session(s)</source>
        <translation>
            <numerusform>%n open session</numerusform>
            <numerusform>%n open sessions</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>End %n sessions?</source>
        <translation>
            <numerusform>End %n session?</numerusform>
            <numerusform>End %n sessions?</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>postern::ui::DnsListsEdit</name>
    <message numerus="yes">
        <source>%n point(s)</source>
        <translation>
            <numerusform>%n point</numerusform>
            <numerusform>%n points</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>postern::ui::FindField</name>
    <message numerus="yes">
        <source>%1, %2. %n found</source>
        <comment>what is chosen, where it is</comment>
        <translation>
            <numerusform>%1, %2. %n found</numerusform>
            <numerusform>%1, %2. %n found</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>postern::ui::HealthPage</name>
    <message numerus="yes">
        <source>%n thing(s) are wrong.</source>
        <translation>
            <numerusform>%n thing is wrong.</numerusform>
            <numerusform>%n things are wrong.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n thing(s) should be looked at.</source>
        <translation>
            <numerusform>%n thing should be looked at.</numerusform>
            <numerusform>%n things should be looked at.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>postern::ui::ListFilesButton</name>
    <message numerus="yes">
        <source>%n files</source>
        <translation>
            <numerusform>%n file</numerusform>
            <numerusform>%n files</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n cannot be read</source>
        <translation>
            <numerusform>%n cannot be read</numerusform>
            <numerusform>%n cannot be read</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>postern::ui::ListPage</name>
    <message numerus="yes">
        <source>%n entries were left out of %1, because its format has no words for them.</source>
        <translation>
            <numerusform>%n entry was left out of %1, because its format has no words for it.</numerusform>
            <numerusform>%n entries were left out of %1, because its format has no words for them.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n list files</source>
        <translation>
            <numerusform>%n list file</numerusform>
            <numerusform>%n list files</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n more cannot be read here.</source>
        <translation>
            <numerusform>%n more cannot be read here.</numerusform>
            <numerusform>%n more cannot be read here.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n list files cannot be read here.</source>
        <translation>
            <numerusform>%n list file cannot be read here.</numerusform>
            <numerusform>%n list files cannot be read here.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>postern::ui::NoticeButton</name>
    <message numerus="yes">
        <source>%1 (and %n more)</source>
        <translation>
            <numerusform>%1 (and %n more)</numerusform>
            <numerusform>%1 (and %n more)</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>postern::ui::PinsPage</name>
    <message numerus="yes">
        <source>%n pinned message(s)</source>
        <translation>
            <numerusform>%n pinned message</numerusform>
            <numerusform>%n pinned messages</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>(%Ln not as it must be)</source>
        <translation>
            <numerusform>(%Ln not as it must be)</numerusform>
            <numerusform>(%Ln not as they must be)</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>postern::ui::PreviewDialog</name>
    <message numerus="yes">
        <source>%Ln refused message(s) would be accepted</source>
        <translation>
            <numerusform>%Ln refused message would be accepted</numerusform>
            <numerusform>%Ln refused messages would be accepted</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln accepted message(s) would be refused</source>
        <translation>
            <numerusform>%Ln accepted message would be refused</numerusform>
            <numerusform>%Ln accepted messages would be refused</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln message(s) would be refused for another reason</source>
        <translation>
            <numerusform>%Ln message would be refused for another reason</numerusform>
            <numerusform>%Ln messages would be refused for another reason</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln message(s) would be noted by a check in monitor</source>
        <translation>
            <numerusform>%Ln message would be noted by a check in monitor</numerusform>
            <numerusform>%Ln messages would be noted by a check in monitor</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln message(s) came in by a service that would not be there any more</source>
        <translation>
            <numerusform>%Ln message came in by a service that would not be there any more</numerusform>
            <numerusform>%Ln messages came in by a service that would not be there any more</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln message(s) in the log were decided again.</source>
        <translation>
            <numerusform>%Ln message in the log was decided again.</numerusform>
            <numerusform>%Ln messages in the log were decided again.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln message(s) might be refused as well: what a check asks for was not looked up when they came (%1).</source>
        <translation>
            <numerusform>%Ln more message might be refused: what a check asks for was not looked up when it came (%1).</numerusform>
            <numerusform>%Ln more messages might be refused: what a check asks for was not looked up when they came (%1).</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln message(s) came in by a service that is not there any more.</source>
        <translation>
            <numerusform>%Ln message came in by a service that is not there any more.</numerusform>
            <numerusform>%Ln messages came in by a service that is not there any more.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Of %Ln decision(s) nothing is recorded to make them by again.</source>
        <translation>
            <numerusform>Of %Ln decision nothing is recorded to make it by again.</numerusform>
            <numerusform>Of %Ln decisions nothing is recorded to make them by again.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>postern::ui::QueueDetail</name>
    <message numerus="yes">
        <source>After %n tries, the last answer: %1</source>
        <translation>
            <numerusform>After %n try, the last answer: %1</numerusform>
            <numerusform>After %n tries, the last answer: %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n recipient(s) are selected.</source>
        <translation>
            <numerusform>%n recipient is selected.</numerusform>
            <numerusform>%n recipients are selected.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>postern::ui::QueuePage</name>
    <message numerus="yes">
        <source>%n recipient(s) wait</source>
        <translation>
            <numerusform>%n recipient waits</numerusform>
            <numerusform>%n recipients wait</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Remove what waits for %n recipients from the queue?</source>
        <translation>
            <numerusform>Remove what waits for %n recipient from the queue?</numerusform>
            <numerusform>Remove what waits for %n recipients from the queue?</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>postern::ui::RefusalDialog</name>
    <message numerus="yes">
        <source>%Ln message(s) belong to further groups, which are not shown.</source>
        <translation>
            <numerusform>%Ln message belongs to a further group, which is not shown.</numerusform>
            <numerusform>%Ln messages belong to further groups, which are not shown.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>postern::ui::ScannersEdit</name>
    <message numerus="yes">
        <source>%n point(s)</source>
        <translation>
            <numerusform>%n point</numerusform>
            <numerusform>%n points</numerusform>
        </translation>
    </message>
</context>
</TS>
