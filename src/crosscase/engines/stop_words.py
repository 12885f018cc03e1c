"""Words that carry no meaning of their own, written down for crosscase."""

from __future__ import annotations

BACKCHANNELS = frozenset(
    "ah aha ahem alright aye eh er erm exactly fine gotcha ha haha hah hey hi hm hmm hmmm huh "
    "indeed mhm mhmm mm mmm mm-hm mm-hmm mmhm nah no nope oh ok okay ooh right sure true uh "
    "uh-huh uh-uh uhm um umm wow yea yeah yep yes yup".split()
)
"""Words that only keep a talk going. A turn of nothing else has no meaning unit."""

FILLERS = BACKCHANNELS | frozenset(
    "actually anyway anyways basically honestly just like literally look obviously really so "
    "totally very well".split()
)
"""Words that may stand beside a backchannel without making it a statement."""

PHRASE_FILLERS = ("you know", "i mean", "i see", "i guess", "kind of", "sort of", "of course")

PRONOUNS = frozenset(
    "i me my mine myself we us our ours ourselves you your yours yourself he him his himself she "
    "her hers herself it its itself they them their theirs themselves this that these those one "
    "who whom whose which what someone somebody anyone anybody everyone everybody nobody "
    "something anything everything there here".split()
)

FUNCTION_WORDS = frozenset(
    "a an the and or but nor so yet if then else than as because although though while whereas "
    "until unless since when where why how of at by for with about against between into through "
    "during before after above below to from up down in out on off over under again further "
    "once all any both each few more most other some such only own same too very s t d ll m o re "
    "ve y also just even still already always never ever often sometimes usually maybe perhaps "
    "quite rather really actually basically much many lot lots kind sort bit little around "
    "across along among within without upon toward towards per via etc like well now today "
    "not no yes ok okay yeah us".split()
)

AUXILIARIES = frozenset(
    "am is are was were be been being do does did done doing have has had having will would "
    "shall should can could may might must ought need dare 's 're 've 'll 'd 'm isn't aren't "
    "wasn't weren't don't doesn't didn't haven't hasn't hadn't won't wouldn't shouldn't can't "
    "cannot couldn't mustn't i'm i've i'd i'll you're you've you'd you'll he's she's it's we're "
    "we've we'd we'll they're they've they'd they'll that's there's what's let's who's".split()
)

LIGHT_VERBS = frozenset(
    "get gets got getting gotten go goes went going gone come comes came coming make makes made "
    "making take takes took taking taken give gives gave giving given put puts say says said "
    "saying tell tells told think thinks thought thinking know knows knew knowing known feel "
    "feels felt want wants wanted see sees saw seen seem seems seemed look looks looked let lets "
    "keep keeps kept use used try tries tried mean means meant guess believe suppose happen "
    "happens happened start started become becomes became able going thing things stuff way ways "
    "people person somebody time times lot please thank thanks".split()
)

WEAK = PRONOUNS | FUNCTION_WORDS | AUXILIARIES | LIGHT_VERBS | FILLERS
"""Words that neither begin nor end a keyword."""

GREETINGS = frozenset(
    "hello hi hey morning afternoon evening goodbye bye welcome thanks thank cheers pleased "
    "nice meet meeting greetings 你好 您好 大家好 早上好 下午好 晚上好 再见 拜拜 谢谢 多谢 感谢 "
    "辛苦了 不客气".split()
)
"""Words of a greeting, a farewell or thanks."""

CHINESE_BACKCHANNELS = frozenset(
    "嗯 嗯嗯 哦 噢 喔 啊 呃 额 唉 哎 对 对对 对对对 对的 是 是的 是啊 是吧 好 好的 好吧 行 行吧 没错 "
    "嗯哼 哈哈 哈哈哈 然后 那个 这个 就是 就是说 可以 当然 明白 知道 了解".split()
)

CHINESE_WEAK = frozenset(
    "的 了 着 过 地 得 是 在 有 和 与 及 或 而 但 但是 不过 因为 所以 如果 就 也 都 还 又 再 很 非常 比较 "
    "最 更 太 这 那 这个 那个 这些 那些 这样 那样 什么 怎么 为什么 哪 哪里 谁 我 你 您 他 她 它 我们 你们 "
    "他们 她们 它们 咱们 自己 大家 人家 一 一个 一些 一种 一点 一下 一样 个 些 种 把 被 给 让 向 从 到 对 "
    "对于 关于 跟 比 等 等等 吗 呢 吧 啊 呀 哦 嗯 呃 嘛 么 啦 哈 其实 然后 就是 就是说 可能 应该 可以 能 能够 "
    "会 要 想 觉得 认为 说 讲 看 做 去 来 上 下 里 中 之 其 以 为 于 并 并且 而且 还有 还是 或者 以及 时候 东西 "
    "这种 那种 那么 这么 多 少 不 没 没有 不是 已经 现在 以前 以后 当时 之后 之前 很多 特别 一直 一定 方面 "
    "问题 情况 事情 因此 只 只是 只有 之间 目前 通过 进行 使 使得 由 由于 所 则 将 请 谢谢 您好 你好 主要 依靠 "
    "基本 大概 左右 每年 今年 去年 越来越 十分 相当 真的 确实 当然 感觉 希望 需要".split()
)

ENGLISH_NEGATIONS = frozenset(
    "no not never none nothing neither nor without lack lacks lacking lacked absence absent "
    "missing insufficient inadequate shortage scarce scarcity cannot can't don't doesn't didn't "
    "isn't aren't wasn't weren't won't wouldn't shouldn't couldn't haven't hasn't hadn't hardly "
    "barely refuse refused deny denied".split()
)
ENGLISH_CONTRASTS = frozenset(
    "although but despite even except however instead nobody nonetheless nought nowhere only rather "
    "regardless though unless unlike whereas yet".split()
)
"""Words that turn what is said round, or limit it."""

CHINESE_NEGATIONS = ("没有", "没", "不", "无", "缺乏", "缺少", "缺", "未", "非", "不足", "否")
CHINESE_CONTRASTS = frozenset(
    "但 但是 不过 却 反而 虽然 尽管 然而 可是 除非 只是 相反 其实".split()
)
CHINESE_NO_DENIALS = frozenset(
    "不过 不错 不断 不同 不仅 不但 不只 不管 不论 不少 不然 不得不 无论 无锡 未来 非常 缺口 没准".split()
)
"""Words that begin as denials do and deny nothing."""
