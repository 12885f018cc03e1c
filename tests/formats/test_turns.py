"""Turns as people write them, and what only looks like one."""

from __future__ import annotations

import pytest

STYLES = {
    "capitals": "MEL: How are you?\n\nDONALD: Fine.\n\nMEL: Good.\n\nDONALD: Yes.\n",
    "bold": "**Mel:** How are you?\n\n**Donald:** Fine.\n\n**Mel:** Good.\n\n**Donald:** Yes.\n",
    "bold name, plain colon": "**Mel**: How are you?\n\n**Donald**: Fine.\n\n**Mel**: Good.\n\n"
    "**Donald**: Yes.\n",
    "no blank lines": "Mel: How are you?\nDonald: Fine.\nMel: Good.\nDonald: Yes.\n",
    "time in brackets": "[00:00:01] Mel: How are you?\n[00:00:03] Donald: Fine.\n"
    "[00:00:05] Mel: Good.\n[00:00:06] Donald: Yes.\n",
    "escaped time": "**Mel:** \\[00:01\\] How are you?\n\n**Donald:** \\[00:03\\] Fine.\n\n"
    "**Mel:** \\[00:05\\] Good.\n\n**Donald:** \\[00:06\\] Yes.\n",
    "time after the name": "Mel (00:01):\nHow are you?\n\nDonald (00:03):\nFine.\n\n"
    "Mel (00:05):\nGood.\n\nDonald (00:06):\nYes.\n",
    "otter": "Mel  0:01\nHow are you?\n\nDonald  0:03\nFine.\n\nMel  0:05\nGood.\n\n"
    "Donald  0:06\nYes.\n",
    "time line before": "00:00:01 - 00:00:02\nMel: How are you?\n\n00:00:03 - 00:00:04\n"
    "Donald: Fine.\n\n00:00:05 - 00:00:06\nMel: Good.\n\n00:00:06 - 00:00:07\nDonald: Yes.\n",
    "own line": "Mel\nHow are you?\n\nDonald\nFine.\n\nMel\nGood.\n\nDonald\nYes.\n",
    "own line with colon": "Mel:\nHow are you?\n\nDonald:\nFine.\n\nMel:\nGood.\n\nDonald:\nYes.\n",
    "voice tags": "<v Mel>How are you?\n<v Donald>Fine.\n<v Mel>Good.\n<v Donald>Yes.\n",
    "a list, dashes": "- Mel - How are you?\n- Donald - Fine.\n- Mel - Good.\n- Donald - Yes.\n",
    "a list, long dashes": "– Mel — How are you?\n\n– Donald — Fine.\n\n– Mel — Good.\n\n"
    "– Donald — Yes.\n",
    "a list, colons": "* Mel: How are you?\n* Donald: Fine.\n* Mel: Good.\n* Donald: Yes.\n",
    "a list, bold": "- **Mel:** How are you?\n- **Donald:** Fine.\n- **Mel:** Good.\n"
    "- **Donald:** Yes.\n",
    "windows line ends": "Mel: How are you?\r\n\r\nDonald: Fine.\r\n\r\nMel: Good.\r\n\r\n"
    "Donald: Yes.\r\n",
    "heading": "# An interview\n\nMel: How are you?\n\nDonald: Fine.\n\nMel: Good.\n\nDonald: Yes.",
}
TIMED = ["time in brackets", "escaped time", "time after the name", "otter", "time line before"]


@pytest.mark.parametrize("style", STYLES)
def test_every_style_of_label_gives_the_same_turns(style, talk, said, sound):
    reading = talk(STYLES[style])
    pairs = [(label.casefold(), words) for label, words in said(reading)]
    assert pairs == [
        ("mel", "How are you?"),
        ("donald", "Fine."),
        ("mel", "Good."),
        ("donald", "Yes."),
    ]
    assert reading.kind == "transcript"
    sound(reading)


@pytest.mark.parametrize("style", TIMED)
def test_times_are_kept_beside_the_words_and_not_in_them(style, talk):
    reading = talk(STYLES[style])
    assert [turn.time.begin for turn in reading.turns] == [1, 3, 5, 6]
    assert "0:0" not in reading.text


def test_a_list_in_a_talk_names_nobody(talk, said):
    reading = talk(
        "MEL: What did you buy?\n\nDONALD: These:\n\n- Presses - two of them\n- Presses - old\n"
        "- Looms: four\n- Looms: new\n\nMEL: And then?\n\nDONALD: We began - late - to sell."
    )
    assert [label for label, _ in said(reading)] == ["MEL", "DONALD", "MEL", "DONALD"]


def test_dashes_inside_listed_speech_are_kept(talk, said):
    reading = talk(
        "- Mel - How?\n- Donald - By luck - and debt - we grew.\n- Mel - So?\n- Donald - So."
    )
    assert said(reading)[1] == ("Donald", "By luck - and debt - we grew.")


def test_chinese_labels_with_a_wide_colon(talk, said):
    reading = talk("主持人：请谈谈贵公司。\n张三：好的。\n我们有五十人。\n主持人：谢谢。\n")
    assert said(reading) == [
        ("主持人", "请谈谈贵公司。"),
        ("张三", "好的。\n我们有五十人。"),
        ("主持人", "谢谢。"),
    ]
    assert [turn.role for turn in reading.turns] == ["interviewer", "participant", "interviewer"]
    assert reading.language == "zh"


def test_a_chinese_turn_may_begin_with_a_number(talk):
    assert len(talk("发言人1：2018 年。\n发言人2：34 年了。\n发言人1：好。").turns) == 3


def test_a_paragraph_without_label_belongs_to_who_spoke_before(talk, said):
    reading = talk("ANNA: One.\n\nTwo.\n\nBEN: Three.\n\nANNA: Four.\n\nBEN: Five.")
    assert said(reading)[0] == ("ANNA", "One.\n\nTwo.")


def test_a_colon_inside_speech_makes_no_speaker(talk, said):
    reading = talk(
        "ANNA: Tell me.\n\nBEN: It is so.\n\nNote: this is what I wrote down.\n\n"
        "Question: who pays?\n\nhttp://example.org is the page.\n\n"
        "So the first one is: money.\n\nThis is what he said: nothing.\n\n"
        "10:30 was too early.\n\nANNA: I see.\n\nBEN: Yes."
    )
    assert [label for label, _ in said(reading)] == ["ANNA", "BEN", "ANNA", "BEN"]
    assert "10:30 was too early." in reading.turns[1].span.of(reading.text)


def test_a_report_with_colons_is_a_document(talk):
    reading = talk("Purpose: to know.\n\n**Risks:** none.\n\n**Benefits:** some.\n\nSee: page 3.\n")
    assert reading.kind == "document"
    assert reading.turns == ()


def test_quoted_talk_belongs_to_who_reads_it_out(talk):
    reading = talk("MEL: Look.\n\n> NICK: It grew.\n\nTERRI: Yes.\n\nMEL: So?\n\nTERRI: So.")
    assert [turn.label for turn in reading.turns] == ["MEL", "TERRI", "MEL", "TERRI"]
    assert "NICK: It grew." in reading.turns[0].span.of(reading.text)


def test_stage_directions_stay_in_the_text(talk):
    reading = talk("A: Well [laughter] yes.\nQ: Why?\nA: (sighs) So.\nQ: And?\n")
    assert "[laughter]" in reading.text
    assert "(sighs)" in reading.text


def test_one_speaker_written_in_several_ways_is_one_label_and_a_remark(talk):
    reading = talk(
        "DONALD: One.\n\nMEL: Two?\n\nDonald: Three.\n\ndonald: Four.\n\nMEL, TYPING: Five?\n\n"
        "DONALD: Six.\n\nMEL: Seven?"
    )
    assert {turn.label for turn in reading.turns} == {"DONALD", "MEL"}
    told = {
        remark.text: remark.line for remark in reading.remarks if remark.code == "label-variant"
    }
    assert told["'Donald' is taken for 'DONALD'."] == 5
    assert told["'MEL, TYPING' is taken for 'MEL'."] == 9


def test_a_typing_error_in_a_role_is_forgiven_with_a_remark(talk):
    reading = talk("interviewr: Why?\n\nPaul: So.\n\ninterviewr: And?\n\nPaul: Yes.\n")
    assert [turn.role for turn in reading.turns][:2] == ["interviewer", "participant"]
    assert any(r.code == "role-guessed" and r.line == 1 for r in reading.remarks)


def test_a_rare_typing_error_joins_the_label_it_means(talk):
    reading = talk("Dan: So?\n\nParticipant: Yes.\n\n" * 6 + "Dan: Well?\n\nParticpant: No.\n")
    assert {turn.label for turn in reading.turns} == {"Dan", "Participant"}


def test_the_licence_before_the_talk_is_kept_but_is_not_speech(talk):
    reading = talk(
        "# License\n\nMEL CHUA transfers: all rights, recorded between us on AUGUST 7, 2019 in A "
        "CALL.\n\n# BEGIN TRANSCRIPT\n\nMEL: Ready?\n\nDONALD: Yes.\n\nMEL: Good.\n"
    )
    assert "transfers" in reading.text
    assert reading.turns[0].span.of(reading.text) == "Ready?"
    assert reading.turns[0].line == 7
    assert reading.facts["date"] == "AUGUST 7, 2019"


def test_the_head_tells_facts_and_no_turns(talk, said):
    reading = talk(
        "Title: Talk with firm A\nDate: 2014-05-03\nDuration: 00:45:30\nInterviewer: Xue\n"
        "Interviewee: Chen\nNote: abridged\n\nXue: Why?\n\nChen: So.\n\nXue: I see?\n\nChen: Yes.\n"
    )
    assert reading.facts["title"] == "Talk with firm A"
    assert reading.facts["date"] == "2014-05-03"
    assert reading.facts["minutes"] == "45.5"
    assert reading.facts["abridged"] == "yes"
    assert said(reading)[0] == ("Xue", "Why?")


def test_times_without_speakers_give_a_turn_each(talk, said):
    reading = talk("[00:01.0 --> 00:02.0]  One.\n[00:02.5 --> 00:04.0]  Two.\n[00:05.0] Three.\n")
    assert said(reading) == [("", "One."), ("", "Two."), ("", "Three.")]
    assert (reading.turns[1].time.begin, reading.turns[1].time.end) == (2.5, 4.0)


def test_times_inside_speech_are_left_out_with_a_remark(talk):
    reading = talk(
        "**Al:** I went to \\[01:20\\] school.\n\n**Bo:** Yes?\n\n**Al:** Yes.\n\n**Bo:** Ah."
    )
    assert reading.turns[0].span.of(reading.text) == "I went to school."
    assert any(r.code == "times-in-speech" and r.line == 1 for r in reading.remarks)


def test_times_at_the_ends_of_speech_leave_no_spaces(talk, said):
    reading = talk("Al: [00:01] \tWhy? [00:02] [00:03]\nBo: So [00:04].\nAl: [00:05]\nBo: Ah.\n")
    assert said(reading) == [("Al", "Why?"), ("Bo", "So ."), ("Bo", "Ah.")]


def test_a_text_without_speakers_has_no_turns(talk):
    reading = talk("Just a memory of the visit.\n\nIt rained.\n")
    assert reading.turns == ()
    assert reading.text == "Just a memory of the visit.\n\nIt rained.\n"


def test_who_speaks_once_in_a_file_of_full_names_is_a_speaker(talk):
    reading = talk("Ann Lee: Why?\n\nBo Ray: So.\n\nAnn Lee: Ah?\n\nBo Ray: Yes.\n\nCy Fox: Bye.\n")
    assert reading.turns[-1].label == "Cy Fox"


def test_a_break_is_not_a_speaker(talk):
    reading = talk(
        "**Al:** One?\n\n**Bo:** Two.\n\n**Break:** \\[27:03\\]\n\n**Al:** Three?\n\n**Bo:** Four."
    )
    assert {turn.label for turn in reading.turns} == {"Al", "Bo"}
