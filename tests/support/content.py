"""A small content tree that passes every rule, and the means to break it at one place."""

from __future__ import annotations

from pathlib import Path

from posref.author.check import check_tree
from posref.author.load import Finding, load_tree

BASE = "version: 2026.1.1\n"

WORDS = """\
pinyin:
  余额不足: yu e bu zu
  发卡行: fa ka hang
"""

CATEGORIES = """\
- id: cards
  title: {zh: 刷卡, en: Card payments}
- id: card-result
  parent: cards
  title: {zh: 银行的答复, en: Answers of the bank}
"""

SOURCES = """\
- id: vendor-table
  kind: page
  trust: vendor
  title: {zh: 厂商码表, en: A vendor's table}
  where: https://vendor.example/table
  checked: 2026-11-01
- id: public-file-1
  kind: unnamed
  trust: unconfirmed
  title: {zh: 公开文件一, en: Public file one}
  where: file 1
  checked: 2026-11-01
- id: public-file-2
  kind: unnamed
  trust: unconfirmed
  title: {zh: 公开文件二, en: Public file two}
  where: file 2
  checked: 2026-11-01
- id: article-9
  kind: article
  trust: article
  title: {zh: 一篇文章, en: An article}
  where: article 9
  checked: 2026-11-01
  note: {zh: 把代码说错了, en: Gets its codes wrong}
"""

BRANDS = """\
- id: acme
  kind: acquirer
  title: {zh: 艾克米, en: Acme}
  words: [艾克米, acme]
  systems: [unionpay]
  hotline: {number: 12345, source: vendor-table}
- id: wally
  kind: wallet
  title: {zh: 沃利, en: Wally}
  words: [沃利, wally]
  systems: [wally-app]
"""

CONDITIONS = """\
- id: insufficient-funds
  category: card-result
  title: {zh: 余额不足, en: Insufficient funds}
  outcome: declined
  retry: after-fix
  charged: no
  who_acts: customer
  call: none
  sensitive: no
  action: {zh: 请顾客换卡, en: Ask for another card}
  happened: {zh: 银行说卡里的钱不够付这一笔。, en: The bank says there is too little money on the card.}
  steps:
    - who: cashier
      do: {zh: 把提示告诉顾客，问要不要换一张卡。, en: Tell the customer and ask for another card.}
    - who: cashier
      do: {zh: 顾客换卡以后重新收这一笔。, en: Take the payment with the other card.}
      note: {zh: 金额照原样输入, en: Enter the same amount}
  say: {zh: 银行提示余额不够，没有扣款。, en: "The bank says the balance is too low, and nothing was charged."}
  causes:
    - {zh: 卡里的钱少于这一笔的金额, en: Less money on the card than this sale needs}
    - {zh: 有一笔预授权占用了额度, en: A hold has taken part of the balance}
  prevent:
    - {zh: 收款前先报出总金额。, en: Say the total before taking the payment.}
  aliases: {zh: [钱不够], en: [not enough money]}
  symptoms: {zh: [卡里没钱], en: [balance too low]}
  related: [pin-incorrect]
- id: pin-incorrect
  category: card-result
  title: {zh: 密码错误, en: Incorrect PIN}
  outcome: declined
  retry: after-fix
  charged: no
  who_acts: customer
  call: issuer
  sensitive: no
  action: {zh: 请顾客重输密码, en: Customer enters the PIN again}
  happened: {zh: 银行收到的密码不对。, en: The PIN that reached the bank is not right.}
  steps:
    - who: cashier
      do: {zh: 请顾客再输一次密码，自己转过身去。, en: Let the customer enter the PIN again and look away.}
    - who: cashier
      do: {zh: 还是不对就换一张卡付款。, en: Use another card if it fails again.}
  say: {zh: 密码不对，麻烦您再输一次。, en: The PIN is not right. Please enter it again.}
  causes:
    - {zh: 顾客按错了键, en: The customer pressed a wrong key}
    - {zh: 用了另一张卡的密码, en: The PIN belongs to another card}
  prevent:
    - {zh: 密码键盘上装好遮挡罩。, en: Keep the privacy shield on the PIN pad.}
- id: result-open
  category: card-result
  title: {zh: 结果不明, en: Result unknown}
  outcome: unknown
  retry: check-first
  charged: possibly
  who_acts: cashier
  call: acquirer
  sensitive: no
  action: {zh: 先查末笔, en: Query the last sale}
  warning: {zh: 先查末笔，再决定收不收, en: Query the last sale before anything else}
  happened: {zh: 银行的答复没有回到终端。, en: The answer of the bank never came back.}
  steps:
    - who: cashier
      do: {zh: 查询末笔交易，看有没有成功。, en: Query the last transaction and see whether it went through.}
    - who: shift-lead
      do: {zh: 查不到就打给收单机构。, en: Call the acquirer if it cannot be found.}
  say: {zh: 我先查一下这笔有没有成功。, en: Let me check whether this payment went through.}
  causes:
    - {zh: 网络在答复途中断了, en: The line broke while the answer was under way}
    - {zh: 银行的系统太忙, en: The systems of the bank are too busy}
  prevent:
    - {zh: 检查收银台的网线。, en: Check the network cable of the till.}
- id: card-reported
  category: card-result
  title: {zh: 请收起卡片, en: Keep the card}
  outcome: pick-up
  retry: never
  charged: no
  who_acts: shift-lead
  call: acquirer
  sensitive: yes
  action: {zh: 请换一种付款方式, en: Ask for another way to pay}
  happened: {zh: 发卡行要求留下这张卡。, en: The issuer wants this card to be kept.}
  staff: {zh: 卡可能已挂失，不要当着顾客说。, en: The card may be reported lost; never say so aloud.}
  steps:
    - who: cashier
      do: {zh: 客气地请顾客换一种方式付。, en: Ask politely for another way to pay.}
    - who: shift-lead
      do: {zh: 走到一旁给收单机构打电话。, en: Step aside and call the acquirer.}
  say: {zh: 这张卡现在用不了，您换一种方式吧。, en: This card cannot be used now. Please pay another way.}
  causes:
    - {zh: 持卡人向银行报告过这张卡, en: The cardholder has told the bank about this card}
    - {zh: 银行的风控暂停了它, en: The risk control of the bank has paused it}
  prevent:
    - {zh: 店里约好这种情况由谁来处理。, en: Agree in the shop who handles such a case.}
"""

GUIDES = """\
- id: unknown-code
  category: card-result
  title: {zh: 代码不在表中, en: The code is not in the list}
  about: {zh: 这里没有这个代码。, en: This code is not here.}
  steps:
    - who: cashier
      do: {zh: 先对一遍代码。, en: Read the code again first.}
    - who: cashier
      do: {zh: 查询末笔交易。, en: Query the last transaction.}
  say: {zh: 我先查一下。, en: Let me look it up first.}
  aliases: {zh: [查不到代码], en: [unknown code]}
"""

CHECKLISTS = """\
- id: daily-look
  title: {zh: 每天看一遍, en: Daily look}
  about: {zh: 开门前由收银员逐台看。, en: Before opening the cashier looks at every terminal.}
  role: cashier
  frequency: daily
  minutes: 3
  grid: yes
  sections:
    - title: {zh: 外面, en: Outside}
      items:
        - id: power
          text: {zh: 终端已通电, en: Power is on}
          short: {zh: 终端已通, en: Power}
          pass: {zh: 正常, en: In order}
          fail: {zh: 报值班主管, en: Tell the shift lead}
        - id: paper
          text: {zh: 纸够用一天, en: Paper lasts the day}
          short: {zh: 纸够用一, en: Paper}
          pass: {zh: 正常, en: In order}
          fail: {zh: 报值班主管, en: Tell the shift lead}
        - id: seal
          text: {zh: 封签完好, en: Seal is whole}
          short: {zh: 封签完好, en: Seal}
          pass: {zh: 正常, en: In order}
          fail: {zh: 报值班主管, en: Tell the shift lead}
    - title: {zh: 里面, en: Inside}
      items:
        - id: screen
          text: {zh: 屏幕显示清楚, en: Screen is clear}
          short: {zh: 终端已通, en: Power}
          pass: {zh: 正常, en: In order}
          fail: {zh: 报值班主管, en: Tell the shift lead}
        - id: printer
          text: {zh: 打印字迹清楚, en: Print is clear}
          short: {zh: 纸够用一, en: Paper}
          pass: {zh: 正常, en: In order}
          fail: {zh: 报值班主管, en: Tell the shift lead}
        - id: cable
          text: {zh: 线缆没有破损, en: Cable is whole}
          short: {zh: 线缆没有破损, en: Seal}
          pass: {zh: 正常, en: In order}
          fail: {zh: 报值班主管, en: Tell the shift lead}
          how: {zh: 从插头看到终端。, en: Follow it from plug to terminal.}
          record: {zh: 编号, en: Number}
  sources: [vendor-table]
  aliases: {zh: [开门检查], en: [opening look]}
"""

UNIONPAY = """\
system:
  id: unionpay
  family: networks
  general: 1
  title: {zh: 银联应答码, en: UnionPay response codes}
  short: {zh: 银联, en: UnionPay}
  seen: {zh: 终端屏幕, en: On the terminal screen}
  worth: 1
codes:
  - code: 51
    condition: insufficient-funds
    meaning: {zh: 可用余额不足, en: Not sufficient funds}
    shown:
      - {text: 余额不足请换卡, lang: zh, source: vendor-table}
    sources: [vendor-table]
    quick_sheet_rank: 10
  - code: 55
    condition: pin-incorrect
    meaning: {zh: 密码不正确, en: PIN is not correct}
    sources: [public-file-1, public-file-2]
    first: {who: cashier, do: {zh: 先看顾客拿的是哪张卡。, en: See first which card it is.}}
    differs:
      note: {zh: 文章把它说成一般故障。, en: The article calls it a general fault.}
      sources: [article-9]
  - code: 68
    condition: result-open
    meaning: {zh: 答复超时, en: Answer came too late}
    sources: [vendor-table]
  - code: 41
    condition: card-reported
    meaning: {zh: 银行要求留卡, en: The bank wants the card}
    sources: [vendor-table]
"""

WALLY = """\
system:
  id: wally-app
  family: wallets
  title: {zh: 沃利手机端结果码, en: Wally codes on the phone}
  short: {zh: 沃利手机端, en: Wally app}
  seen: {zh: 顾客的手机, en: The phone of the customer}
  worth: 2
codes:
  - code: WLY.NO_MONEY
    form: name
    condition: insufficient-funds
    meaning: {zh: 钱包里的钱不够, en: Too little money in the wallet}
    sources: [vendor-table]
    retry: never
  - id: wait-please
    form: message
    condition: result-open
    title: {zh: 请稍候, en: Please wait}
    meaning: {zh: 付款还在处理, en: The payment is under way}
    shown:
      - {text: 处理中请稍候, lang: zh, source: vendor-table}
    sources: [vendor-table]
    aliases: {zh: [一直转圈], en: []}
  - code: XX
    condition: result-open
    meaning: {zh: 文章举的例子, en: An example of the article}
    sources: [article-9]
    exact_only: yes
"""

FILES = {
    "base.yaml": BASE,
    "words.yaml": WORDS,
    "categories.yaml": CATEGORIES,
    "brands.yaml": BRANDS,
    "sources/all.yaml": SOURCES,
    "conditions/cards.yaml": CONDITIONS,
    "guides/unknown.yaml": GUIDES,
    "checklists/daily.yaml": CHECKLISTS,
    "systems/unionpay.yaml": UNIONPAY,
    "systems/wally.yaml": WALLY,
}


class Content:
    """The small tree in a folder; `edit` breaks it at one place."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        for name, text in FILES.items():
            self.write(name, text)

    def write(self, name: str, text: str) -> Path:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
        return path

    def read(self, name: str) -> str:
        return (self.folder / name).read_text(encoding="utf-8")

    def edit(self, name: str, old: str, new: str) -> Content:
        """Replace the first place where `old` stands; it has to stand somewhere."""
        text = self.read(name)
        assert old in text, f"{old!r} does not stand in {name}"
        self.write(name, text.replace(old, new, 1))
        return self

    def add(self, name: str, text: str) -> Content:
        self.write(name, self.read(name) + text)
        return self

    def line(self, name: str, piece: str) -> int:
        """The first line of a file that holds the piece, from 1."""
        return next(n for n, line in enumerate(self.read(name).splitlines(), 1) if piece in line)

    def findings(self, rule: str | None = None) -> list[Finding]:
        found = check_tree(load_tree(self.folder))
        return [f for f in found if rule is None or f.rule == rule]

    def place(self, name: str, piece: str) -> int:
        """The line, from 1, on which a piece of one or more lines begins."""
        text = self.read(name)
        assert piece in text, f"{piece!r} does not stand in {name}"
        return text[: text.index(piece)].count("\n") + 1
